//! Recorded requests, assertions and waiting.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use plain_sandbox::{Fault, FaultRule, Sandbox, seed};
use serde_json::{Value, json};
use tokio::runtime::Builder;

use crate::{Api, customer_event, text};

/// A timeout that a passing test never reaches.
const LONG: Duration = Duration::from_mins(10);

async fn create(api: &Api, title: &str, external_id: &str) {
    let mut input = customer_event(&json!([text("a")]));
    input["title"] = json!(title);
    input["externalId"] = json!(external_id);
    api.create_customer_event(input).await;
}

/// A request that creates an event.
fn create_request() -> Value {
    json!({
        "query": "mutation ($input: CreateCustomerEventInput!) {
            createCustomerEvent(input: $input) { __typename }
        }",
        "variables": { "input": customer_event(&json!([text("a")])) },
    })
}

#[tokio::test]
async fn requests_are_recorded_with_their_outcome() {
    let sandbox = Sandbox::builder()
        .faults([
            FaultRule::new(Fault::status(503)).nth(1),
            FaultRule::new(Fault::reset().after_commit()).nth(2),
        ])
        .start()
        .await
        .unwrap();
    let api = Api::to(sandbox);
    let body = create_request();
    let send = || async { api.post().json(&body).send().await };
    assert_eq!(send().await.unwrap().status().as_u16(), 503);
    send().await.unwrap_err();
    assert_eq!(send().await.unwrap().status().as_u16(), 200);
    let requests = api.sandbox.requests();
    let statuses: Vec<_> = requests.iter().map(|it| it.status).collect();
    assert_eq!(statuses, [Some(503), None, Some(200)]);
    let faults: Vec<_> = requests.iter().map(|it| it.fault.clone()).collect();
    assert_eq!(
        faults,
        [
            Some(Fault::status(503)),
            Some(Fault::reset().after_commit()),
            None,
        ]
    );
    for request in requests {
        assert_eq!(request.operations, ["createCustomerEvent"]);
        assert_eq!((request.rejection, request.body), (None, None));
    }
    api.sandbox.clear_requests();
    assert_eq!(api.sandbox.requests(), []);
}

#[tokio::test]
async fn rejected_requests_are_recorded_with_their_body() {
    let api = Api::start().await;
    // The query does not select the error.
    let mut body = create_request();
    body["variables"]["input"]["title"] = json!("");
    api.post().json(&body).send().await.unwrap();
    api.post().body("{").send().await.unwrap();

    let [invalid, unparsable] = &api.sandbox.requests()[..] else {
        panic!("two requests are recorded");
    };
    assert_eq!(invalid.status, Some(200));
    let rejection = invalid.rejection.as_ref().unwrap();
    assert_eq!(rejection.code, "input_validation");
    assert!(rejection.message.contains("title"), "{}", rejection.message);
    assert_eq!(invalid.body.as_deref(), Some(&*body.to_string()));

    assert_eq!(unparsable.status, Some(400));
    assert_eq!(unparsable.operations, <[String; 0]>::default());
    let rejection = unparsable.rejection.as_ref().unwrap();
    assert_eq!(rejection.code, "BAD_USER_INPUT");
    assert_eq!(unparsable.body.as_deref(), Some("{"));
}

#[tokio::test]
async fn expect_events_panics_with_the_contents() {
    let api = Api::start().await;
    create(&api, "Paid", "1").await;
    create(&api, "Refunded", "2").await;
    create(&api, "Refunded", "2").await;

    let paid = api.sandbox.expect_events(1, |event| event.title == "Paid");
    assert_eq!(paid[0].external_id.as_deref(), Some("1"));
    api.sandbox.expect_events(2, |_| true);
    api.sandbox
        .expect_events(0, |event| event.title == "Failed");

    let panic = catch_unwind(AssertUnwindSafe(|| {
        api.sandbox.expect_events(2, |event| event.title == "Paid")
    }));
    let message = *panic.unwrap_err().downcast::<String>().unwrap();
    assert_eq!(
        message,
        format!(
            "expected 2 matching events, found 1.\n\
             The sandbox has 2 events\n  \
               CustomerEvent \"Paid\" of {customer}, external id \"1\"\n  \
               CustomerEvent \"Refunded\" of {customer}, external id \"2\"\n\
             It received 3 requests\n  \
               createCustomerEvent: 200\n  \
               createCustomerEvent: 200\n  \
               createCustomerEvent: 200, customer_event_already_exists_with_external_id: \
               An event with the external id \"2\" already exists",
            customer = seed::CUSTOMER_ID,
        )
    );
}

#[tokio::test]
async fn wait_for_returns_when_the_events_arrive() {
    let api = Api::start().await;
    let (events, ()) = tokio::join!(
        api.sandbox.wait_for(|events| events.len() == 2, LONG),
        async {
            create(&api, "Paid", "1").await;
            create(&api, "Refunded", "2").await;
        }
    );
    assert_eq!(events.unwrap()[1].title, "Refunded");
    // The events have already arrived.
    let events = api
        .sandbox
        .wait_for(|events| events.len() == 2, Duration::ZERO);
    assert_eq!(events.await.unwrap().len(), 2);
}

#[tokio::test]
async fn wait_for_times_out_with_the_contents() {
    let api = Api::start().await;
    create(&api, "Paid", "1").await;
    let error = api
        .sandbox
        .wait_for(|events| events.len() == 2, Duration::from_millis(1))
        .await
        .unwrap_err();
    assert_eq!(error.events(), api.sandbox.events());
    let message = error.to_string();
    assert!(message.starts_with("the expected events did not arrive within 1ms.\n"));
    assert!(message.contains("CustomerEvent \"Paid\""), "{message}");
    assert_eq!(format!("{error:?}"), message);
}

#[test]
fn wait_for_needs_no_timer_of_the_test() {
    let runtime = Builder::new_current_thread().build().unwrap();
    let waited = runtime.block_on(async {
        let sandbox = Sandbox::start().await;
        sandbox.wait_for(|_| false, Duration::from_millis(1)).await
    });
    assert_eq!(waited.unwrap_err().events(), []);
}

#[tokio::test]
async fn wait_for_notices_cleared_events() {
    let api = Api::start().await;
    create(&api, "Paid", "1").await;
    let (events, ()) = tokio::join!(
        api.sandbox.wait_for(
            |events| matches!(events, [event] if event.title == "Refunded"),
            LONG
        ),
        async {
            api.sandbox.clear_events();
            create(&api, "Refunded", "2").await;
        }
    );
    assert_eq!(events.unwrap().len(), 1);
}

#[tokio::test]
async fn only_the_latest_requests_are_shown() {
    let api = Api::start().await;
    for number in 0..12 {
        create(&api, "Paid", &number.to_string()).await;
    }
    let error = api.sandbox.wait_for(|_| false, Duration::ZERO).await;
    let message = error.unwrap_err().to_string();
    assert!(
        message.contains("12 requests, the last 10 of which are\n"),
        "{message}"
    );
    assert_eq!(message.matches("createCustomerEvent: 200").count(), 10);
}

#[tokio::test]
async fn clearing_events_releases_external_ids() {
    let api = Api::start().await;
    create(&api, "Paid", "1").await;
    api.sandbox.clear_events();
    assert_eq!(api.sandbox.events(), []);
    create(&api, "Paid", "1").await;
    api.sandbox
        .expect_events(1, |event| event.external_id.as_deref() == Some("1"));
}
