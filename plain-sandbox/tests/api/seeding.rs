//! Customers and threads that a test adds.

use std::panic::{AssertUnwindSafe, catch_unwind};

use plain_sandbox::{Sandbox, StartError, seed};
use serde_json::{Value, json};

use crate::Api;

async fn customer(api: &Api, id: &str) -> Value {
    let query = "query ($id: ID!) {
        customer(customerId: $id) { externalId fullName email { email isVerified } }
    }";
    api.data(query, json!({ "id": id })).await["customer"].take()
}

async fn thread_of(api: &Api, id: &str) -> Value {
    let query = "query ($id: ID!) { thread(threadId: $id) { title customer { id } } }";
    api.data(query, json!({ "id": id })).await["thread"].take()
}

/// Message of a panic.
fn panic_of(action: impl FnOnce() -> String) -> String {
    let panic = catch_unwind(AssertUnwindSafe(action)).unwrap_err();
    *panic.downcast::<String>().unwrap()
}

#[tokio::test]
async fn added_customer_is_found_and_takes_events() {
    let api = Api::start().await;
    let joe = api.sandbox.add_customer("user-17", "Joe@acme.com");
    let expected = json!({
        "externalId": "user-17", "fullName": "Joe",
        "email": { "email": "Joe@acme.com", "isVerified": true },
    });
    assert_eq!(customer(&api, &joe).await, expected);
    let ann = api.sandbox.add_customer(None, "ann@acme.com".to_owned());
    assert_eq!(customer(&api, &ann).await["externalId"], Value::Null);

    for (identifier, id) in [
        (json!({ "externalId": "user-17" }), &joe),
        (json!({ "emailAddress": "joe@acme.com" }), &joe),
        (json!({ "customerId": ann }), &ann),
    ] {
        let event = json!({ "title": "t", "customerIdentifier": identifier, "components": [] });
        let answer = api.create_customer_event(event).await;
        assert_eq!(answer["customerEvent"]["customerId"], json!(id));
    }
}

#[tokio::test]
async fn customer_that_clashes_is_a_panic() {
    let api = Api::start().await;
    for (external_id, email, expected) in [
        (Some("jane-2"), "JANE@acme.com", "e-mail address"),
        (
            Some(seed::CUSTOMER_EXTERNAL_ID),
            "a@acme.com",
            "external id",
        ),
        (None, "not an address", "onCreate.email.email"),
        (Some(" "), "a@acme.com", "onCreate.externalId"),
    ] {
        let message = panic_of(|| api.sandbox.add_customer(external_id, email));
        assert!(message.contains(expected), "{message}");
    }
}

#[tokio::test]
async fn added_thread_shows_the_events_of_its_customer() {
    let api = Api::start().await;
    let joe = api.sandbox.add_customer("user-17", "joe@acme.com");
    for (number, customer) in [&*joe, "joe@acme.com", "user-17"].into_iter().enumerate() {
        let title = format!("Question {number}");
        let thread = api.sandbox.add_thread(customer, title.clone());
        let expected = json!({ "title": title, "customer": { "id": joe } });
        assert_eq!(thread_of(&api, &thread).await, expected);
        let event = json!({ "title": "t", "threadId": thread, "components": [] });
        let answer = api.create_thread_event(event).await;
        assert_eq!(answer["error"], Value::Null);
    }
    let message = panic_of(|| api.sandbox.add_thread("nobody", "Question"));
    assert!(message.contains("\"nobody\""), "{message}");
    let message = panic_of(|| api.sandbox.add_thread(joe, " "));
    assert!(message.contains("title"), "{message}");
}

#[tokio::test]
async fn builder_adds_customers_and_threads() {
    let builder = Sandbox::builder()
        .thread("ann@acme.com", "Question")
        .customer("user-17", "joe@acme.com")
        .customer(None, "ann@acme.com");
    let api = Api::to(builder.start().await.unwrap());
    let query = "{ customers(first: 10) { totalCount } threads(first: 10) { totalCount } }";
    let data = api.data(query, json!({})).await;
    assert_eq!(data["customers"]["totalCount"], 3);
    assert_eq!(data["threads"]["totalCount"], 2);
}

#[tokio::test]
async fn builder_reports_records_that_clash() {
    for (builder, expected) in [
        (
            Sandbox::builder().customer("other", seed::CUSTOMER_EMAIL_ADDRESS),
            "another external id",
        ),
        (
            Sandbox::builder().customer(seed::CUSTOMER_EXTERNAL_ID, "joe@acme.com"),
            "external id \"jane\"",
        ),
        (
            Sandbox::builder().thread("user-17", "Question"),
            "add the customer first",
        ),
    ] {
        let error = builder.start().await.unwrap_err();
        assert!(matches!(error, StartError::InvalidSetting(_)), "{error}");
        assert!(error.to_string().contains(expected), "{error}");
    }
}

#[cfg(feature = "sqlite")]
#[tokio::test]
async fn records_of_the_builder_are_added_to_a_file_once() {
    let directory = tempfile::tempdir().unwrap();
    for _ in 0..2 {
        let builder = Sandbox::builder()
            .db(directory.path().join("events.db"))
            .customer("user-17", "joe@acme.com")
            .thread("user-17", "Question");
        let api = Api::to(builder.start().await.unwrap());
        let query = "{ customers(first: 10) { totalCount } threads(first: 10) { totalCount } }";
        let data = api.data(query, json!({})).await;
        assert_eq!(data["customers"]["totalCount"], 2);
        assert_eq!(data["threads"]["totalCount"], 2);
        api.sandbox.shutdown().await;
    }
}
