//! Answers that must not be taken for another outcome.

use std::error::Error as _;

use plain_runtime::{CreateCustomerEventInput, Error, blocking, customer_event, thread_event};
use plain_sandbox::{Fault, FaultRule, seed};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::protocol::start;
use crate::{client_of, event, faulty, sandbox};

/// Response to a mutation that created an event.
fn created(payload: &str, fields: &Value) -> String {
    let date_time =
        json!({ "iso8601": "2023-09-26T15:36:23.690Z", "unixTimestamp": "1695742583690" });
    let actor = json!({ "__typename": "SystemActor", "systemId": "s" });
    let mut event = json!({
        "id": "tev_other", "customerId": "c_other", "threadId": "th_other", "title": "Other",
        "createdAt": date_time, "createdBy": actor, "updatedAt": date_time, "updatedBy": actor,
    });
    for (name, value) in fields.as_object().unwrap() {
        event[name] = value.clone();
    }
    let mutation = format!("create{}{}", payload[..1].to_uppercase(), &payload[1..]);
    json!({ "data": { mutation: { payload: event, "error": null } } }).to_string()
}

#[tokio::test]
async fn answer_to_another_event_is_not_credited() {
    let by_id = customer_event!(
        title = "Trial completed",
        customer_identifier = customer_id(seed::CUSTOMER_ID),
        components = [text("Fourteen days are over.")],
    );
    for (event, fields) in [
        (event(), json!({})),
        (event(), json!({ "title": "Trial complete" })),
        (event(), json!({ "title": "" })),
        (by_id, json!({ "title": "Trial completed" })),
    ] {
        let body = created("customerEvent", &fields);
        let other = Fault::status(200).body(&body).after_commit();
        // The retry finds the event that the first attempt created.
        let (sandbox, client) = faulty([FaultRule::new(other).next(1)]).await;
        let result = client.create_customer_event(&event).await.unwrap();
        assert_eq!(result.id, sandbox.events()[0].id, "{body}");
        assert_eq!(sandbox.events().len(), 1);

        sandbox.faults().set([Fault::status(200).body(&body)]);
        let error = client.create_customer_event(&event).await.unwrap_err();
        assert!(matches!(error, Error::Decode { .. }), "{error}");
        assert!(error.may_have_taken_effect() && error.is_retryable());
        assert_eq!(error.attempts(), 3);
    }
}

/// Answers the requests on a connection until it is closed. Returns how many there were.
async fn answer_all(stream: &mut TcpStream, body: &str) -> usize {
    let mut received = Vec::new();
    let mut count = 0;
    while let Ok(1..) = stream.read_buf(&mut received).await {
        let text = String::from_utf8_lossy(&received);
        let Some((head, sent)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "));
        if sent.len() < length.unwrap().parse().unwrap() {
            continue;
        }
        count += 1;
        received.clear();
        let response = format!(
            "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(response.as_bytes()).await.unwrap();
    }
    count
}

#[tokio::test]
async fn connection_with_the_answer_to_another_event_is_not_reused() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/graphql/v1", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        let mut counts = Vec::new();
        for title in ["Another event", "Trial completed"] {
            let body = created("customerEvent", &json!({ "title": title }));
            let (mut stream, _) = listener.accept().await.unwrap();
            counts.push(answer_all(&mut stream, &body).await);
        }
        counts
    });
    let client = plain_runtime::Client::builder()
        .api_key("plainApiKey_xxx")
        .api_url(url)
        .build()
        .unwrap();
    let result = client.create_customer_event(&event()).await.unwrap();
    assert_eq!(result.title, "Trial completed");
    drop(client);
    assert_eq!(server.await.unwrap(), [1, 1]);
}

#[tokio::test]
async fn answer_for_another_thread_is_not_credited() {
    let body = created("threadEvent", &json!({ "title": "Escalated" }));
    let (_sandbox, client) = faulty([Fault::status(200).body(&body)]).await;
    let error = thread_event!(
        client,
        title = "Escalated",
        thread_id = seed::THREAD_ID,
        components = [badge("P1", color = Red)],
    )
    .await
    .unwrap_err();
    assert!(error.to_string().contains("its thread differs"), "{error}");
}

#[tokio::test]
async fn trimmed_title_is_the_same_title() {
    let body = created("customerEvent", &json!({ "title": "Trial completed" }));
    let (_sandbox, client) = faulty([Fault::status(200).body(&body)]).await;
    let event = CreateCustomerEventInput {
        title: " Trial\u{a0}completed\n".into(),
        ..event()
    };
    client.create_customer_event(&event).await.unwrap();
}

/// Answers after the event was created, each of which leaves the outcome open.
#[tokio::test]
async fn event_that_may_exist_is_never_reported_as_absent() {
    let below = |code: &str, field: &str| {
        let path = json!(["createCustomerEvent", "customerEvent", field]);
        let error = json!({ "message": "No", "path": path, "extensions": { "code": code } });
        let data = json!({ "createCustomerEvent": { "customerEvent": null, "error": null } });
        json!({ "data": data, "errors": [error] }).to_string()
    };
    let error = |error: Value| json!({ "data": null, "errors": [error] }).to_string();
    for (status, body) in [
        (
            504,
            error(json!({ "extensions": { "code": "GATEWAY_TIMEOUT" } })),
        ),
        (
            502,
            error(json!({ "message": "No", "extensions": { "code": "LATER" } })),
        ),
        (500, error(json!({ "message": "No" }))),
        (200, error(json!({ "message": "Unexpected error." }))),
        (
            200,
            error(json!({ "message": "No", "extensions": { "code": "DOWNSTREAM_SERVICE_ERROR" } })),
        ),
        (200, below("INTERNAL_SERVER_ERROR", "title")),
        (200, below("FORBIDDEN", "createdBy")),
        (200, below("BAD_USER_INPUT", "createdBy")),
    ] {
        let fault = Fault::status(status).body(&body).after_commit();
        let rule = FaultRule::new(fault).operation("createCustomerEvent");
        let (sandbox, _) = faulty([rule]).await;
        let client = client_of(&sandbox)
            .verify_duplicates(false)
            .build()
            .unwrap();
        let error = client.create_customer_event(&event()).await.unwrap_err();
        assert!(
            matches!(error, Error::Unavailable { .. }),
            "{body}: {error}"
        );
        assert!(
            error.may_have_taken_effect() && error.is_retryable(),
            "{body}"
        );
        assert_eq!(error.attempts(), 3, "{body}");
        assert_eq!(sandbox.events().len(), 1, "{body}");
    }
}

fn check_panic(error: &Error) {
    assert!(matches!(error, Error::PredicatePanicked { .. }), "{error}");
    assert_eq!(error.attempts(), 1);
    assert!(error.may_have_taken_effect() && !error.is_retryable());
    assert!(error.request_id().is_some() && error.external_id().is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn panicking_predicate_ends_neither_client() {
    let (sandbox, _) = faulty([Fault::mutation_error("VALIDATION", "x", "No")]).await;
    let client = client_of(&sandbox)
        .already_created_if(|_| panic!("no such code"))
        .build()
        .unwrap();
    check_panic(&client.create_customer_event(&event()).await.unwrap_err());
    let blocking = blocking::Client::new(client).unwrap();
    check_panic(&blocking.create_customer_event(&event()).unwrap_err());
    sandbox.faults().clear();
    blocking.create_customer_event(&event()).unwrap();
}

/// Message and sources as `{:#}` of anyhow and the report of eyre print them.
fn with_causes(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}

#[tokio::test]
async fn cause_is_printed_once() {
    let (sandbox, client) = sandbox().await;
    sandbox.shutdown().await;
    let error = client.create_customer_event(&event()).await.unwrap_err();
    let text = with_causes(&error);
    assert_eq!(text.matches("refused").count(), 1, "{text}");
    assert_eq!(text.matches("error sending request").count(), 1, "{text}");
    assert!(error.to_string().contains("refused"), "{error}");
    let Error::Transport { error, .. } = &error else {
        panic!("{error}");
    };
    assert_eq!(with_causes(error).matches("refused").count(), 1);

    let invalid = CreateCustomerEventInput {
        title: "".into(),
        ..event()
    };
    let sandbox = start().await;
    let client = client_of(&sandbox).build().unwrap();
    for error in [
        client.create_customer_event(&invalid).await.unwrap_err(),
        plain_runtime::Client::builder().build().unwrap_err().into(),
    ] {
        assert!(error.source().is_none(), "{error}");
    }
}
