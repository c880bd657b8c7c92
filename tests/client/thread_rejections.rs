//! Threads and changes that Plain rejects, or that are invalid and never sent.

use plain_runtime::thread_field::{BoolField, StringField};
use plain_runtime::{
    AssigneeIdentifier, Client, CreateNoteInput, CreateThreadInput, CustomerIdentifier, Error,
    FieldViolation, ReplyToThreadInput, TenantIdentifier, ThreadPriority, thread,
};
use plain_sandbox::{Fault, seed};

use crate::{faulty, sandbox};

/// Ticket 7 of Jane.
fn ticket() -> CreateThreadInput {
    thread!(
        customer_identifier = email_address("jane@acme.com"),
        title = "Cannot log in",
        components = [text("The page is blank.")],
        external_id = "ticket-7",
    )
}

/// Paths of the violations.
fn paths(error: &Error) -> Vec<&str> {
    let Error::Invalid(invalid) = error else {
        panic!("{error}");
    };
    invalid
        .violations()
        .iter()
        .map(FieldViolation::path)
        .collect()
}

/// Code of the rejection, and the fields that it names.
fn rejection(error: &Error) -> (&str, Vec<&str>) {
    assert!(matches!(error, Error::Rejected { .. }), "{error}");
    assert!(!error.may_have_taken_effect(), "{error}");
    assert!(!error.is_retryable(), "{error}");
    let error = error.mutation_error().unwrap();
    let fields = error.fields.iter().map(|it| it.field.as_str()).collect();
    (error.code.as_str(), fields)
}

#[tokio::test]
async fn rejected_thread_is_described() {
    let (sandbox, client) = sandbox().await;
    let archived = sandbox.add_label_type("Old");
    sandbox.archive_label_type(&archived);
    let spammer = sandbox.add_customer("spammer", "spam@acme.com");
    sandbox.mark_as_spam(&spammer);
    client.create_thread(&ticket()).await.unwrap();

    let rejected = |change: fn(&mut CreateThreadInput)| {
        let mut thread = ticket();
        thread.external_id = None;
        change(&mut thread);
        thread
    };
    let mut with_archived = rejected(|_| {});
    with_archived.label_type_ids = Some(vec![archived.into()].into());
    for (thread, code, fields) in [
        (
            rejected(|it| it.label_type_ids = Some(vec!["lt_1".into()].into())),
            "not_found",
            &["labelTypeIds"][..],
        ),
        (
            with_archived,
            "cannot_add_label_using_archived_label_type",
            &["labelTypeIds"],
        ),
        (
            rejected(|it| it.tenant_identifier = Some(TenantIdentifier::external_id("emca"))),
            "not_found",
            &["tenantIdentifier"],
        ),
        (
            rejected(|it| it.assigned_to = Some(AssigneeIdentifier::user_id("u_1"))),
            "not_found",
            &["assignedTo.userId"],
        ),
        (
            rejected(|it| it.customer_identifier = CustomerIdentifier::external_id("spammer")),
            "customer_is_marked_as_spam",
            &[],
        ),
        (
            ticket(),
            "thread_already_exists_with_external_id",
            &["externalId"],
        ),
    ] {
        let error = client.create_thread(&thread).await.unwrap_err();
        assert_eq!(rejection(&error), (code, fields.to_vec()));
        assert!(!error.is_customer_not_found(), "{error}");
        assert_eq!(error.external_id(), thread.external_id.as_deref());
    }
    let unknown = rejected(|it| it.customer_identifier = CustomerIdentifier::external_id("joe"));
    let error = client.create_thread(&unknown).await.unwrap_err();
    assert!(error.is_customer_not_found(), "{error}");
    assert_eq!(sandbox.threads().len(), 2);
}

#[tokio::test]
async fn rejected_change_is_described() {
    let (sandbox, client) = sandbox().await;
    let archived = sandbox.add_label_type("Old");
    sandbox.archive_label_type(&archived);
    let (id, unknown) = (seed::THREAD_ID, "th_01HB924RWAW8H3Q8KZDFWYBJZZ");
    let nobody = AssigneeIdentifier::machine_user_id("mu_1");
    let plan = StringField {
        key: "plan".into(),
        value: "Pro".into(),
    }
    .into();
    let reply = ReplyToThreadInput::new(unknown, "a");
    let note = CreateNoteInput::new("c_1", "a");
    for (error, expected) in [
        (
            client.mark_thread_as_done(unknown).await.map(drop),
            "threadId",
        ),
        (
            client.mark_thread_as_todo(unknown).await.map(drop),
            "threadId",
        ),
        (
            client
                .change_thread_priority(unknown, ThreadPriority::Low)
                .await
                .map(drop),
            "threadId",
        ),
        (
            client.assign_thread(id, &nobody).await.map(drop),
            "machineUserId",
        ),
        (
            client.add_labels(id, &["lt_1"]).await.map(drop),
            "labelTypeIds",
        ),
        (
            client.add_labels(id, &[archived]).await.map(drop),
            "labelTypeIds",
        ),
        (
            client.upsert_thread_field(unknown, &plan).await.map(drop),
            "identifier.threadId",
        ),
        (client.reply_to_thread(&reply).await, "threadId"),
        (client.create_note(&note).await.map(drop), "customerId"),
    ] {
        let error = error.unwrap_err();
        assert_eq!(rejection(&error).1, [expected], "{error}");
    }
    sandbox.add_thread_field_schema("plan", "STRING");
    let flag = BoolField {
        key: "plan".into(),
        value: true,
    };
    let error = client
        .upsert_thread_field(id, &flag.into())
        .await
        .unwrap_err();
    assert_eq!(rejection(&error).1, ["type"]);
}

/// Sends invalid inputs.
async fn invalid(client: &Client) -> Vec<(Error, &'static [&'static str])> {
    let mut thread = ticket();
    thread.title = Some(" ".into());
    thread.label_type_ids = Some(vec!["lt_1".into(), " ".into()].into());
    let blank = StringField {
        key: " ".into(),
        value: "a".into(),
    }
    .into();
    let user = AssigneeIdentifier::user_id("");
    let mut note = CreateNoteInput::new("c_1", "");
    note.thread_id = Some(String::new());
    vec![
        (
            client.create_thread(&thread).await.unwrap_err(),
            &["title", "label_type_ids[1]"],
        ),
        (
            client.mark_thread_as_done("").await.unwrap_err(),
            &["thread_id"],
        ),
        (
            client.mark_thread_as_todo(" ").await.unwrap_err(),
            &["thread_id"],
        ),
        (
            client.assign_thread("th_1", &user).await.unwrap_err(),
            &["assignee.user_id"],
        ),
        (
            client.add_labels("th_1", &["lt_1", " "]).await.unwrap_err(),
            &["label_type_ids[1]"],
        ),
        (
            client
                .upsert_thread_field("th_1", &blank)
                .await
                .unwrap_err(),
            &["field.string_field.key"],
        ),
        (
            client
                .reply_to_thread(&ReplyToThreadInput::new("", " "))
                .await
                .unwrap_err(),
            &["thread_id", "text_content"],
        ),
        (
            client.create_note(&note).await.unwrap_err(),
            &["thread_id", "text"],
        ),
    ]
}

#[tokio::test]
async fn invalid_input_is_not_sent() {
    let (sandbox, client) = sandbox().await;
    for (error, expected) in invalid(&client).await {
        assert_eq!(paths(&error), expected, "{error}");
    }
    assert_eq!(sandbox.requests().len(), 0);
}

#[tokio::test]
async fn label_that_the_thread_has_is_rejected_with_its_code() {
    // As Plain's documentation suggests; the sandbox skips such labels.
    let code = "label_with_given_type_already_added_to_thread";
    let (_sandbox, client) = faulty([Fault::mutation_error("VALIDATION", code, "No")]).await;
    let error = client
        .add_labels(seed::THREAD_ID, &["lt_1"])
        .await
        .unwrap_err();
    assert_eq!(rejection(&error), (code, Vec::new()));
}
