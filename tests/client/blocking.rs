//! The blocking client.

use std::time::Duration;

use plain_runtime::thread_field::StringField;
use plain_runtime::{
    AssigneeIdentifier, CreateNoteInput, CreateThreadInput, CustomerIdentifier, Error,
    ReplyToThreadInput, TenantIdentifier, ThreadPriority, ThreadStatus, UpsertTenantInput,
    blocking, thread,
};
use plain_sandbox::{Fault, FaultRule, Sandbox, seed};

use crate::{client_of, event};

/// Exercises the client once.
fn check(sandbox: &Sandbox) {
    let client = blocking::Client::new(client_of(sandbox).build().unwrap()).unwrap();
    sandbox
        .faults()
        .set([FaultRule::new(Fault::status(503)).next(2)]);
    let created = client.create_customer_event(&event()).unwrap();
    assert_eq!(created.title, "Trial completed");
    assert_eq!(sandbox.requests().len(), 3);

    let customer = client
        .customer_by_email(seed::CUSTOMER_EMAIL_ADDRESS)
        .unwrap();
    assert_eq!(customer.unwrap().id, created.customer_id);
    assert_eq!(client.customer("c_1").unwrap(), None);
    let data: serde_json::Value = client.graphql("{ __typename }", ()).unwrap();
    assert_eq!(data["__typename"], "Query");

    let mut invalid = event();
    invalid.title = "".into();
    let clone = client.clone();
    let mut results = clone.create_customer_events([event(), invalid, event()]);
    assert!(results.next().unwrap().is_ok());
    assert!(matches!(results.next(), Some(Err(Error::Invalid(_)))));
    assert!(results.next().unwrap().is_ok());
    assert!(results.next().is_none());
}

#[test]
fn blocking_client_works_without_a_runtime() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let sandbox = runtime.block_on(crate::start());
    drop(runtime);
    check(&sandbox);
}

#[tokio::test]
async fn blocking_client_works_within_a_current_thread_runtime() {
    check(&crate::start().await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn blocking_client_works_within_a_multi_thread_runtime() {
    let sandbox = crate::start().await;
    tokio::spawn(async move { check(&sandbox) }).await.unwrap();
}

#[tokio::test]
async fn clones_and_results_outlive_the_client() {
    let sandbox = crate::start().await;
    let client = blocking::Client::new(client_of(&sandbox).build().unwrap()).unwrap();
    let clone = client.clone();
    drop(client);
    clone.create_customer_event(&event()).unwrap();
    let results = clone.create_customer_events([event()]);
    drop(clone);
    let created: Result<Vec<_>, Error> = results.collect();
    assert_eq!(created.unwrap().len(), 1);
}

#[tokio::test]
async fn dropped_iterator_completes_the_calls_it_started() {
    let sandbox = Sandbox::start().await;
    sandbox
        .faults()
        .set([FaultRule::new(Fault::status(503)).nth(2)]);
    let client = blocking::Client::new(client_of(&sandbox).build().unwrap()).unwrap();
    let mut results = client.create_customer_events((0..40).map(|_| event()));
    let first = results.next().unwrap().unwrap();
    let in_flight: Vec<String> = results
        .external_ids_in_flight()
        .map(str::to_owned)
        .collect();
    assert_eq!(in_flight.len(), 15);
    drop((results, client));
    let timeout = Duration::from_mins(1);
    let created = sandbox.wait_for(|events| events.len() == 16, timeout).await;
    let mut expected = in_flight;
    expected.extend(first.external_id);
    expected.sort_unstable();
    let mut created: Vec<String> = created
        .unwrap()
        .into_iter()
        .filter_map(|event| event.external_id)
        .collect();
    created.sort_unstable();
    assert_eq!(created, expected);
}

#[tokio::test]
async fn blocking_client_creates_and_changes_threads() {
    let sandbox = crate::start().await;
    let client = blocking::Client::new(client_of(&sandbox).build().unwrap()).unwrap();
    let bug = sandbox.add_label_type("Bug");
    sandbox
        .faults()
        .set([FaultRule::new(Fault::reset().after_commit()).next(1)]);
    let created = thread!(
        client,
        customer_identifier = email_address(seed::CUSTOMER_EMAIL_ADDRESS),
        title = "Cannot log in",
        external_id = "ticket-7",
    )
    .unwrap();
    let (thread, id) = (&created.thread, created.thread.id.as_str());
    let found = client.thread_by_external_id(seed::CUSTOMER_ID, "ticket-7");
    assert_eq!(found.unwrap().as_ref(), Some(thread));
    assert_eq!(client.thread(id).unwrap().as_ref(), Some(thread));
    let again = client.create_thread(&thread_with_unknown_label("ticket-7"));
    assert!(matches!(again, Err(Error::Rejected { .. })));
    let without = thread_with_unknown_label("ticket-8");
    let without = client.create_thread_without_unknown_references(&without);
    assert_eq!(without.unwrap().left_out.len(), 1);

    assert_eq!(
        client.mark_thread_as_done(id).unwrap().status,
        ThreadStatus::Done
    );
    assert_eq!(
        client.mark_thread_as_todo(id).unwrap().status,
        ThreadStatus::Todo
    );
    let changed = client.change_thread_priority(id, ThreadPriority::Urgent);
    assert_eq!(changed.unwrap().priority, 0);
    let david = AssigneeIdentifier::user_id(seed::USER_ID);
    assert!(
        client
            .assign_thread(id, &david)
            .unwrap()
            .assigned_to
            .is_some()
    );
    assert_eq!(client.add_labels(id, &[bug]).unwrap().len(), 1);
    let plan = StringField {
        key: "plan".into(),
        value: "Pro".into(),
    };
    let plan = client.upsert_thread_field(id, &plan.into()).unwrap();
    assert_eq!(plan.thread_field.key, "plan");
    client
        .reply_to_thread(&ReplyToThreadInput::new(id, "It is fixed."))
        .unwrap();
    let note = client.create_note(&CreateNoteInput::new(seed::CUSTOMER_ID, "VIP"));
    assert_eq!(note.unwrap().text, "VIP");
}

fn thread_with_unknown_label(external_id: &'static str) -> CreateThreadInput {
    thread!(
        customer_identifier = customer_id(seed::CUSTOMER_ID),
        title = "Cannot log in",
        label_type_ids = ["lt_1"],
        external_id = external_id,
    )
}

#[tokio::test]
async fn blocking_client_upserts_tenants() {
    let sandbox = crate::start().await;
    let client = blocking::Client::new(client_of(&sandbox).build().unwrap()).unwrap();
    let acme = UpsertTenantInput::by_external_id("acme", "Acme Inc.");
    assert_eq!(
        client.upsert_tenant(&acme).unwrap().tenant.name,
        "Acme Inc."
    );
    let jane = CustomerIdentifier::customer_id(seed::CUSTOMER_ID);
    let tenants = [TenantIdentifier::external_id("acme")];
    let customer = client.add_customer_to_tenants(&jane, &tenants).unwrap();
    assert_eq!(customer.id, seed::CUSTOMER_ID);
    assert_eq!(sandbox.tenants()[0].customer_ids, [seed::CUSTOMER_ID]);
    client.set_customer_tenants(&jane, &[]).unwrap();
    assert!(sandbox.tenants()[0].customer_ids.is_empty());
}
