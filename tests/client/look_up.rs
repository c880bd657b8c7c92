//! Threads whose creation is looked up, because the outcome of an attempt is unknown.

use std::time::{Duration, SystemTime};

use plain_runtime::client::Clock;
use plain_runtime::{CreateThreadInput, CustomerIdentifier, Error};
use plain_sandbox::{Fault, FaultRule, Sandbox, seed};
use serde_json::json;

use crate::{client_of, faulty, sandbox};

const CREATE: &str = "createThread";
const THREAD: &str = "threadByExternalId";

fn ticket_of(customer: CustomerIdentifier) -> CreateThreadInput {
    CreateThreadInput {
        title: Some("Cannot log in".into()),
        external_id: Some("ticket-7".into()),
        ..CreateThreadInput::new(customer)
    }
}

fn ticket() -> CreateThreadInput {
    ticket_of(CustomerIdentifier::customer_id(seed::CUSTOMER_ID))
}

/// Operations of the requests so far.
fn operations(sandbox: &Sandbox) -> Vec<String> {
    let requests = sandbox.requests();
    requests.iter().map(|it| it.operations.join(" ")).collect()
}

fn on(operation: &str, fault: Fault) -> FaultRule {
    FaultRule::new(fault).operation(operation)
}

/// The response of one creation is lost.
fn lost() -> FaultRule {
    on(CREATE, Fault::status(502).after_commit()).next(1)
}

/// One creation fails before anything is created.
fn failed() -> FaultRule {
    on(CREATE, Fault::status(502)).next(1)
}

#[tokio::test]
async fn each_identifier_of_the_customer_finds_the_thread() {
    for (customer, query) in [
        (CustomerIdentifier::customer_id(seed::CUSTOMER_ID), None),
        (
            CustomerIdentifier::email_address(seed::CUSTOMER_EMAIL_ADDRESS),
            Some("customerByEmail"),
        ),
        (
            CustomerIdentifier::external_id(seed::CUSTOMER_EXTERNAL_ID),
            Some("customerByExternalId"),
        ),
    ] {
        let (sandbox, client) = faulty([lost()]).await;
        let created = client.create_thread(&ticket_of(customer)).await.unwrap();
        assert_eq!(created.thread.id, sandbox.threads()[1].id);
        let expected: Vec<&str> = [Some(CREATE), query, Some(THREAD)]
            .into_iter()
            .flatten()
            .collect();
        assert_eq!(operations(&sandbox), expected);
        assert_eq!(sandbox.threads().len(), 2);
    }
}

#[tokio::test]
async fn absent_thread_is_created_again_once() {
    let (sandbox, client) = faulty([failed()]).await;
    client.create_thread(&ticket()).await.unwrap();
    assert_eq!(operations(&sandbox), [CREATE, THREAD, CREATE]);
    assert_eq!(sandbox.threads().len(), 2);
}

#[tokio::test]
async fn failed_look_up_ends_the_call_with_the_error_of_the_creation() {
    for (fault, look_ups) in [
        (Fault::status(503), 3),
        (Fault::status(403), 1),
        (Fault::graphql_error("FORBIDDEN", "No"), 1),
        (Fault::status(200).body("[]"), 3),
        (Fault::status(200).body("{\"data\":{}}"), 3),
    ] {
        for first in [lost(), failed()] {
            let name = fault.to_string();
            let (sandbox, client) = faulty([first, on(THREAD, fault.clone())]).await;
            let error = client.create_thread(&ticket()).await.unwrap_err();
            assert!(
                matches!(error, Error::Unavailable { status: 502, .. }),
                "{name}: {error}"
            );
            assert!(error.may_have_taken_effect(), "{name}");
            assert_eq!(
                (error.attempts(), error.external_id()),
                (1, Some("ticket-7"))
            );
            let mut expected = vec![CREATE];
            expected.extend([THREAD].repeat(look_ups));
            assert_eq!(operations(&sandbox), expected, "{name}");
        }
    }
}

#[tokio::test]
async fn failed_query_for_the_customer_ends_the_call_as_well() {
    let query = "customerByEmail";
    let forbidden = || on(query, Fault::graphql_error("FORBIDDEN", "No"));
    for first in [lost(), failed()] {
        let (sandbox, client) = faulty([first, forbidden()]).await;
        let jane = CustomerIdentifier::email_address(seed::CUSTOMER_EMAIL_ADDRESS);
        let error = client.create_thread(&ticket_of(jane)).await.unwrap_err();
        assert!(matches!(error, Error::Unavailable { .. }), "{error}");
        assert!(error.may_have_taken_effect());
        assert_eq!(operations(&sandbox), [CREATE, query]);
    }
}

#[tokio::test]
async fn look_up_survives_a_transient_fault() {
    let (sandbox, client) = faulty([lost(), on(THREAD, Fault::reset()).next(1)]).await;
    let created = client.create_thread(&ticket()).await.unwrap();
    assert_eq!(created.thread.id, sandbox.threads()[1].id);
    assert_eq!(operations(&sandbox), [CREATE, THREAD, THREAD]);
}

#[tokio::test]
async fn another_thread_with_the_external_id_is_not_returned() {
    let (sandbox, client) = sandbox().await;
    let mut earlier = ticket();
    earlier.title = Some("Where is my invoice?".into());
    client.create_thread(&earlier).await.unwrap();
    sandbox.clear_requests();
    sandbox.faults().set([failed()]);
    let error = client.create_thread(&ticket()).await.unwrap_err();
    assert!(
        matches!(error, Error::Unavailable { status: 502, .. }),
        "{error}"
    );
    assert!(error.may_have_taken_effect());
    assert_eq!(operations(&sandbox), [CREATE, THREAD]);
    assert_eq!(sandbox.threads().len(), 2);
}

#[tokio::test]
async fn answer_to_another_creation_is_not_credited() {
    for (name, value) in [
        ("customer", json!({ "id": "c_other" })),
        ("externalId", json!("ticket-8")),
        ("externalId", json!(null)),
        ("title", json!("Where is my invoice?")),
    ] {
        let (sandbox, client) = sandbox().await;
        let mut other = ticket();
        other.external_id = Some("ticket-1".into());
        let other = client.create_thread(&other).await.unwrap().thread;
        let mut other = serde_json::to_value(&other).unwrap();
        other["externalId"] = json!("ticket-7");
        other[name] = value;
        let body = json!({ "data": { CREATE: { "thread": other, "error": null } } }).to_string();
        sandbox.clear_requests();
        let answer = Fault::status(200).body(&body);
        sandbox
            .faults()
            .set([on(CREATE, answer.after_commit()).next(1)]);
        let created = client.create_thread(&ticket()).await.unwrap();
        assert_eq!(created.thread.id, sandbox.threads()[2].id, "{body}");
        assert_eq!(operations(&sandbox), [CREATE, THREAD]);
        assert_eq!(sandbox.threads().len(), 3);
    }
}

#[tokio::test]
async fn thread_of_another_customer_is_not_found() {
    let (sandbox, client) = sandbox().await;
    let joe = sandbox.add_customer("joe", "joe@acme.com");
    client
        .create_thread(&ticket_of(CustomerIdentifier::customer_id(joe.clone())))
        .await
        .unwrap();
    sandbox.faults().set([failed()]);
    let created = client.create_thread(&ticket()).await.unwrap();
    assert_eq!(created.thread.customer_id, seed::CUSTOMER_ID);
    let customers: Vec<String> = sandbox
        .threads()
        .into_iter()
        .map(|it| it.customer_id)
        .collect();
    assert_eq!(customers[1..], [joe, seed::CUSTOMER_ID.to_owned()]);
}

#[tokio::test]
async fn repeat_that_is_refused_as_taken_is_looked_up() {
    // The first attempt takes effect after the first look-up, or the look-up reads an old replica.
    let stale = Fault::status(200).body("{\"data\":{\"threadByExternalId\":null}}");
    let (sandbox, client) = faulty([lost(), on(THREAD, stale).next(1)]).await;
    let created = client.create_thread(&ticket()).await.unwrap();
    assert_eq!(created.thread.id, sandbox.threads()[1].id);
    assert_eq!(operations(&sandbox), [CREATE, THREAD, CREATE, THREAD]);
    assert_eq!(sandbox.threads().len(), 2);
}

#[tokio::test]
async fn taken_external_id_of_an_earlier_call_is_not_looked_up() {
    let (sandbox, client) = sandbox().await;
    client.create_thread(&ticket()).await.unwrap();
    sandbox.clear_requests();
    let error = client.create_thread(&ticket()).await.unwrap_err();
    assert!(matches!(error, Error::Rejected { .. }), "{error}");
    assert!(!error.may_have_taken_effect());
    assert_eq!(operations(&sandbox), [CREATE]);
}

#[tokio::test]
async fn unknown_customer_is_not_looked_up_further() {
    let (sandbox, client) = faulty([failed()]).await;
    let joe = ticket_of(CustomerIdentifier::external_id("joe"));
    let error = client.create_thread(&joe).await.unwrap_err();
    assert!(error.is_customer_not_found(), "{error}");
    let customer = "customerByExternalId";
    assert_eq!(operations(&sandbox), [CREATE, customer, CREATE, customer]);
}

#[tokio::test]
async fn look_up_shares_the_time_of_the_call() {
    let (sandbox, _) = sandbox().await;
    let start = SystemTime::UNIX_EPOCH;
    let seconds = Duration::from_secs;
    // Each wait of 20 seconds leaves too little time for another.
    let wait = |fault: Fault| fault.header("retry-after", "20");
    sandbox.faults().set([
        on(CREATE, wait(Fault::status(503)).after_commit()).next(1),
        on(THREAD, wait(Fault::status(503))),
    ]);
    let clock = Clock::manual(start);
    let client = client_of(&sandbox).clock(clock.clone()).build().unwrap();
    let error = client.create_thread(&ticket()).await.unwrap_err();
    assert!(error.may_have_taken_effect(), "{error}");
    assert_eq!(operations(&sandbox), [CREATE, THREAD]);
    assert_eq!(clock.now(), start + seconds(20));

    // A rate limit beyond the time of the call.
    sandbox.clear_requests();
    let mut other = ticket();
    other.external_id = Some("ticket-8".into());
    sandbox.faults().set([
        on(CREATE, Fault::status(503).after_commit()).next(1),
        on(THREAD, Fault::status(429).header("retry-after", "60")),
    ]);
    let error = client.create_thread(&other).await.unwrap_err();
    assert!(
        matches!(error, Error::Unavailable { status: 503, .. }),
        "{error}"
    );
    assert_eq!(operations(&sandbox), [CREATE, THREAD]);
}

#[tokio::test]
async fn look_ups_keep_the_retry_quota() {
    let count = 100;
    let (sandbox, client) = sandbox().await;
    for number in 0..count {
        sandbox.faults().set([lost()]);
        let mut ticket = ticket();
        ticket.external_id = Some(format!("ticket-{number}").into());
        client.create_thread(&ticket).await.unwrap();
    }
    assert_eq!(sandbox.threads().len(), count + 1);
    assert_eq!(sandbox.requests().len(), 2 * count);
}
