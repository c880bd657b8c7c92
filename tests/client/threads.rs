//! Threads: creating, reading and changing them.

use plain_runtime::thread_field::{NumberField, StringField};
use plain_runtime::{
    AssigneeIdentifier, Client, CreateNoteInput, CreatedThread, Error, ExistingThreadField,
    ReplyToThreadInput, ThreadAssignee, ThreadFieldType, ThreadPriority, ThreadStatus,
    UpsertResult, thread,
};
use plain_sandbox::{Fault, FaultRule, seed};
use serde_json::json;

use crate::sandbox;

/// Creates a thread with every property but an attachment.
async fn create_full(client: &Client, bug: &str) -> Result<CreatedThread, Error> {
    thread!(
        client,
        customer_identifier = customer_id(seed::CUSTOMER_ID),
        title = "Cannot log in",
        description = "A blank page",
        components = [text("The page is blank.")],
        priority = Urgent,
        label_type_ids = [bug],
        thread_fields = [
            string_field("product", "Desktop"),
            number_field("seats", 12),
            bool_field("escalated", true),
        ],
        tenant_identifier = external_id("acme"),
        assigned_to = machine_user_id(seed::MACHINE_USER_ID),
        external_id = "ticket-7",
    )
    .await
}

fn check_fields(fields: &[ExistingThreadField]) {
    let types = fields.iter();
    let types: Vec<_> = types.map(|it| (it.key.as_str(), &it.r#type)).collect();
    assert_eq!(
        types,
        [
            ("product", &ThreadFieldType::Text),
            ("seats", &ThreadFieldType::Number),
            ("escalated", &ThreadFieldType::Bool),
        ],
    );
    assert_eq!(fields[0].string_value.as_deref(), Some("Desktop"));
    assert_eq!(fields[1].number_value, Some(12.0));
    assert_eq!(fields[2].boolean_value, Some(true));
}

#[tokio::test]
async fn full_thread_is_created_and_read() {
    let (sandbox, client) = sandbox().await;
    let (bug, tenant) = (
        sandbox.add_label_type("Bug"),
        sandbox.add_tenant("acme", "Acme"),
    );
    let created = create_full(&client, &bug).await.unwrap();
    assert!(created.left_out.is_empty());
    let thread = created.thread;
    assert_eq!(thread.id, sandbox.threads()[1].id);
    assert_eq!(thread.reference, sandbox.threads()[1].r#ref);
    assert_eq!(thread.customer_id, seed::CUSTOMER_ID);
    assert_eq!(thread.external_id.as_deref(), Some("ticket-7"));
    assert_eq!(thread.title, "Cannot log in");
    assert_eq!(thread.description.as_deref(), Some("A blank page"));
    assert_eq!((thread.priority, &thread.status), (0, &ThreadStatus::Todo));
    assert_eq!(thread.labels[0].label_type.id, bug);
    assert_eq!(thread.labels[0].label_type.name, "Bug");
    assert!(!thread.labels[0].label_type.is_archived);
    assert_eq!(thread.tenant.as_ref().unwrap().id, tenant);
    let Some(ThreadAssignee::MachineUser { id, .. }) = &thread.assigned_to else {
        panic!("{:?}", thread.assigned_to);
    };
    assert_eq!(id, seed::MACHINE_USER_ID);
    check_fields(&thread.thread_fields);

    let by_external_id = client.thread_by_external_id(seed::CUSTOMER_ID, "ticket-7");
    assert_eq!(by_external_id.await.unwrap().as_ref(), Some(&thread));
    assert_eq!(client.thread(&thread.id).await.unwrap(), Some(thread));
    for missing in [
        client.thread("th_01HB924RWAW8H3Q8KZDFWYBJZZ").await,
        client
            .thread_by_external_id(seed::CUSTOMER_ID, "ticket-8")
            .await,
        client
            .thread_by_external_id("c_01H14DFQ4PDYBH398J1E99TWZZ", "ticket-7")
            .await,
    ] {
        assert_eq!(missing.unwrap(), None);
    }
}

#[tokio::test]
async fn each_change_returns_the_changed_thread() {
    let (sandbox, client) = sandbox().await;
    let id = seed::THREAD_ID;
    // Repeating a change changes nothing.
    for _ in 0..2 {
        let thread = client.mark_thread_as_done(id).await.unwrap();
        assert_eq!(thread.status, ThreadStatus::Done);
    }
    for _ in 0..2 {
        let thread = client.mark_thread_as_todo(id).await.unwrap();
        assert_eq!(thread.status, ThreadStatus::Todo);
    }
    for (priority, number) in [(ThreadPriority::Urgent, 0), (ThreadPriority::Low, 3)] {
        let thread = client.change_thread_priority(id, priority).await.unwrap();
        assert_eq!(thread.priority, number);
    }
    let david = AssigneeIdentifier::user_id(seed::USER_ID);
    let thread = client.assign_thread(id, &david).await.unwrap();
    assert!(matches!(
        thread.assigned_to,
        Some(ThreadAssignee::User { .. })
    ));
    assert_eq!(
        sandbox.threads()[0].assignee_id.as_deref(),
        Some(seed::USER_ID)
    );

    let (bug, idea) = (
        sandbox.add_label_type("Bug"),
        sandbox.add_label_type("Idea"),
    );
    let labels = client.add_labels(id, &[&bug]).await.unwrap();
    assert_eq!(labels[0].label_type.id, bug);
    client.add_labels(id, &[&bug, &idea]).await.unwrap();
    assert_eq!(sandbox.threads()[0].label_type_ids, [bug, idea]);

    for (plan, expected) in [
        ("Free", UpsertResult::Created),
        ("Pro", UpsertResult::Updated),
        ("Pro", UpsertResult::Noop),
    ] {
        let field = StringField {
            key: "plan".into(),
            value: plan.into(),
        };
        let upserted = client.upsert_thread_field(id, &field.into()).await.unwrap();
        assert_eq!(upserted.result, expected);
        assert_eq!(upserted.thread_field.string_value.as_deref(), Some(plan));
    }
    let seats = NumberField {
        key: "seats".into(),
        value: 12.into(),
    };
    let seats = client.upsert_thread_field(id, &seats.into()).await.unwrap();
    assert_eq!(seats.thread_field.number_value, Some(12.0));
    let thread = client.thread(id).await.unwrap().unwrap();
    assert_eq!(thread.thread_fields.len(), 2);
    assert_eq!(thread.labels.len(), 2);
}

#[tokio::test]
async fn replies_and_notes_are_written() {
    let (sandbox, client) = sandbox().await;
    let mut reply = ReplyToThreadInput::new(seed::THREAD_ID, "It is fixed.");
    reply.markdown_content = Some("It is **fixed**.".to_owned());
    client.reply_to_thread(&reply).await.unwrap();
    assert_eq!(sandbox.threads()[0].replies, ["It is fixed."]);

    let mut note = CreateNoteInput::new(seed::CUSTOMER_ID, "Their contract ends in May.");
    note.thread_id = Some(seed::THREAD_ID.to_owned());
    let created = client.create_note(&note).await.unwrap();
    assert_eq!(created.text, "Their contract ends in May.");
    assert_eq!(sandbox.threads()[0].notes, ["Their contract ends in May."]);
}

#[tokio::test]
async fn answer_to_another_change_is_not_credited() {
    let (sandbox, client) = sandbox().await;
    let other = sandbox.add_thread(seed::CUSTOMER_ID, "Where is my invoice?");
    let other = client.thread(&other).await.unwrap();
    let body = json!({ "data": { "markThreadAsDone": { "thread": other, "error": null } } });
    let answer = Fault::status(200).body(body.to_string());
    sandbox.clear_requests();
    sandbox.faults().set([FaultRule::new(answer).next(1)]);
    let thread = client.mark_thread_as_done(seed::THREAD_ID).await.unwrap();
    assert_eq!(thread.id, seed::THREAD_ID);
    assert_eq!(sandbox.requests().len(), 2);
}
