//! The effects of faults on a client.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use plain_sandbox::{Fault, FaultRule, Sandbox};
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};

use crate::{Api, customer_event, text};

pub(crate) const CREATE: &str = "mutation ($input: CreateCustomerEventInput!) {
    createCustomerEvent(input: $input) {
        customerEvent { id }
        error { message type code fields { field } }
    }
}";

pub(crate) async fn api(rules: impl IntoIterator<Item = impl Into<FaultRule>>) -> Api {
    let sandbox = crate::builder().faults(rules).start().await.unwrap();
    Api::to(sandbox)
}

fn body() -> Value {
    json!({ "query": CREATE, "variables": { "input": customer_event(&json!([text("a")])) } })
}

pub(crate) async fn send(api: &Api) -> reqwest::Result<Response> {
    api.post().json(&body()).send().await
}

/// Waits for the first request.
async fn arrived(sandbox: &Sandbox) {
    while sandbox.requests().is_empty() {
        tokio::task::yield_now().await;
    }
}

/// Sends a request over TCP, and returns the response bytes and how the connection ended.
fn send_raw(api: &Api) -> (Vec<u8>, std::io::Result<usize>) {
    let mut stream = TcpStream::connect(api.sandbox.address()).unwrap();
    let body = body().to_string();
    let request = format!(
        "POST /graphql/v1 HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {}\r\ncontent-length: {}\r\n\r\n{body}",
        api.sandbox.api_key(),
        body.len(),
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut response = Vec::new();
    let end = stream.read_to_end(&mut response);
    (response, end)
}

#[tokio::test]
async fn a_status_is_sent_and_nothing_is_created() {
    for status in [200, 400, 408, 429, 500, 502, 503, 504, 599] {
        let api = api([Fault::status(status)]).await;
        let response = send(&api).await.unwrap();
        assert_eq!(response.status().as_u16(), status);
        assert!(response.headers().contains_key("apigw-requestid"));
        assert!(!response.headers().contains_key("retry-after"));
        assert!(!response.headers().contains_key("x-ratelimit-limit"));
        let body: Value = response.json().await.unwrap();
        if status == 429 {
            let error = json!({
                "message": "Too Many Requests - Rate limit exceeded",
                "extensions": { "code": "RATE_LIMITED" },
            });
            assert_eq!(body, json!({ "errors": [error] }));
        } else {
            assert!(body["message"].is_string(), "{body}");
        }
        assert_eq!(api.sandbox.events(), []);
    }
}

#[tokio::test]
async fn a_status_without_a_body_is_sent() {
    for status in [204, 304] {
        let response = send(&api([Fault::status(status)]).await).await.unwrap();
        assert_eq!(response.status().as_u16(), status);
        assert_eq!(response.bytes().await.unwrap(), "");
    }
}

#[tokio::test]
async fn headers_and_bodies_can_be_set() {
    let page = "<html><body>Bad Gateway</body></html>";
    let fault = Fault::status(502)
        .header("retry-after", "7")
        .header("x-ratelimit-remaining", "0")
        .header("date", "Tue, 26 Sep 2023 15:36:23 GMT")
        .body(page);
    let response = send(&api([fault]).await).await.unwrap();
    let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(response.status(), StatusCode::BAD_GATEWAY);
    assert_eq!(header("retry-after"), "7");
    assert_eq!(header("x-ratelimit-remaining"), "0");
    assert_eq!(header("date"), "Tue, 26 Sep 2023 15:36:23 GMT");
    assert_eq!(header("content-type"), "text/html; charset=utf-8");
    assert_eq!(response.text().await.unwrap(), page);

    let fault = Fault::status(503)
        .header("content-type", "text/plain")
        .body("<");
    let response = send(&api([fault]).await).await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/plain");
}

#[tokio::test]
async fn graphql_errors_have_status_200() {
    let api = api([Fault::graphql_error("INTERNAL_SERVER_ERROR", "boom")]).await;
    let response = send(&api).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let error = json!({ "message": "boom", "extensions": { "code": "INTERNAL_SERVER_ERROR" } });
    assert_eq!(
        response.json::<Value>().await.unwrap(),
        json!({ "data": null, "errors": [error] })
    );
    assert_eq!(api.sandbox.events(), []);
}

#[tokio::test]
async fn a_mutation_error_replaces_the_result() {
    let fault = || Fault::mutation_error("INTERNAL", "internal", "boom");
    for (fault, events) in [(fault(), 0), (fault().after_commit(), 1)] {
        let api = api([fault]).await;
        let answer = api
            .create_customer_event(customer_event(&json!([text("a")])))
            .await;
        let error = json!({
            "__typename": "MutationError",
            "message": "boom", "type": "INTERNAL", "code": "internal", "fields": [],
        });
        assert_eq!(answer, json!({ "customerEvent": null, "error": error }));
        assert_eq!(api.sandbox.events().len(), events);

        // Queries are not affected.
        let query = "{ customerByEmail(email: \"jane@acme.com\") { id } }";
        let data = api.data(query, json!({})).await;
        assert!(data["customerByEmail"]["id"].is_string());
        // The API key and the schema are checked first.
        let (status, code, _) = api.rejection("mutation { createEvent }", json!({})).await;
        assert_eq!(
            (status, code.as_str()),
            (StatusCode::BAD_REQUEST, "GRAPHQL_VALIDATION_FAILED")
        );
        let response = api.client.post(api.sandbox.url()).json(&body());
        let response = response.send().await.unwrap();
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn a_reset_sends_no_bytes() {
    for (fault, events) in [(Fault::reset(), 0), (Fault::reset().after_commit(), 1)] {
        let api = api([fault]).await;
        let (response, end) = send_raw(&api);
        assert_eq!(response, b"");
        assert_eq!(end.unwrap_err().kind(), ErrorKind::ConnectionReset);
        assert_eq!(api.sandbox.events().len(), events);
    }
}

#[tokio::test]
async fn a_reset_affects_one_connection() {
    let api = api([FaultRule::new(Fault::reset()).nth(2)]).await;
    for expected in [true, false, true] {
        assert_eq!(send(&api).await.is_ok(), expected);
    }
}

#[tokio::test]
async fn an_impatient_client_gets_no_response() {
    let long = Fault::delay(Duration::from_hours(1));
    for (fault, events) in [
        (Fault::no_response(), 0),
        (Fault::no_response().after_commit(), 1),
        (long.clone(), 0),
        (long.after_commit(), 1),
    ] {
        let api = api([FaultRule::new(fault).next(1)]).await;
        tokio::select! {
            biased;
            response = send(&api) => panic!("{response:?}"),
            () = arrived(&api.sandbox) => {}
        }
        assert_eq!(api.sandbox.requests()[0].status, None);
        // A response to this request implies that the previous one is complete.
        assert_eq!(send(&api).await.unwrap().status(), StatusCode::OK);
        assert_eq!(api.sandbox.events().len(), events + 1);
    }
}

#[tokio::test]
async fn a_delayed_response_arrives() {
    let short = Fault::delay(Duration::from_millis(1));
    for fault in [short.clone(), short.after_commit()] {
        let api = api([fault]).await;
        let data = api.data(CREATE, body()["variables"].clone()).await;
        assert_eq!(data["createCustomerEvent"]["error"], Value::Null);
        assert_eq!(api.sandbox.events().len(), 1);
    }
}

#[tokio::test]
async fn a_truncated_response_has_half_of_its_body() {
    let api = api([Fault::truncate()]).await;
    let (response, end) = send_raw(&api);
    end.unwrap();
    let response = String::from_utf8(response).unwrap();
    let (head, half) = response.split_once("\r\n\r\n").unwrap();
    let length = head.split("content-length: ").nth(1).unwrap();
    let length: usize = length.lines().next().unwrap().parse().unwrap();
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    assert_eq!(half.len(), length / 2);
    assert!(half.starts_with("{\"data\":"), "{half}");
    assert_eq!(api.sandbox.events().len(), 1);

    let response = send(&api).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert!(response.bytes().await.is_err());
}

#[tokio::test]
async fn a_slow_body_arrives_in_chunks() {
    let api = api([
        FaultRule::new(Fault::slow_body(16, Duration::from_millis(1))).next(1),
        FaultRule::new(Fault::slow_body(16, Duration::from_hours(1))).next(1),
    ])
    .await;
    let mut response = send(&api).await.unwrap();
    let mut chunks = 0;
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.unwrap() {
        chunks += 1;
        body.extend_from_slice(&chunk);
    }
    assert!(chunks > 1, "{chunks}");
    let body: Value = serde_json::from_slice(&body).unwrap();
    assert!(body["data"]["createCustomerEvent"]["customerEvent"]["id"].is_string());

    // The head is not delayed.
    assert_eq!(send(&api).await.unwrap().status(), StatusCode::OK);
    assert_eq!(api.sandbox.events().len(), 2);
}

#[tokio::test]
async fn an_oversized_body_is_valid_json() {
    let bytes = 2 * 1024 * 1024;
    let api = api([Fault::oversized_body(bytes)]).await;
    let body = send(&api).await.unwrap().bytes().await.unwrap();
    assert_eq!(body.len(), bytes);
    let body: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(body["data"]["createCustomerEvent"]["error"], Value::Null);
    assert_eq!(api.sandbox.events().len(), 1);
}

#[tokio::test]
async fn a_status_after_commit_hides_the_created_event() {
    let api = api([FaultRule::new(Fault::status(502).after_commit()).next(1)]).await;
    let mut input = customer_event(&json!([text("a")]));
    input["externalId"] = json!("1");
    let request = json!({ "query": CREATE, "variables": { "input": input } });
    let response = api.post().json(&request).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::BAD_GATEWAY);
    assert_eq!(api.sandbox.events().len(), 1);

    let answer = api.create_customer_event(input).await;
    assert_eq!(
        answer["error"]["code"],
        "customer_event_already_exists_with_external_id"
    );
}

#[tokio::test]
async fn waiting_clients_do_not_block_shutdown() {
    for fault in [
        Fault::no_response(),
        Fault::no_response().after_commit(),
        Fault::delay(Duration::from_hours(1)),
        Fault::slow_body(1, Duration::from_hours(1)),
    ] {
        let api = api([fault.clone()]).await;
        let client = crate::http_client(&api.sandbox).build().unwrap();
        let request = client
            .post(api.sandbox.url())
            .bearer_auth(api.sandbox.api_key())
            .json(&body());
        let waiting = tokio::spawn(async move { request.send().await?.bytes().await });
        arrived(&api.sandbox).await;
        api.sandbox.shutdown().await;
        let response = waiting.await.unwrap();
        let is_withheld = fault.to_string().starts_with("no response");
        assert_eq!(response.is_err(), is_withheld, "{fault}");
    }
}

#[test]
fn invalid_faults_panic() {
    fn message(make: fn() -> FaultRule) -> String {
        let panic = std::panic::catch_unwind(make).unwrap_err();
        *panic.downcast::<String>().unwrap()
    }
    for (make, expected) in [
        (
            (|| Fault::status(102).into()) as fn() -> FaultRule,
            "102 is not a response status",
        ),
        (
            || Fault::status(503).header("a b", "c").into(),
            "\"a b\" is not a valid",
        ),
        (
            || Fault::mutation_error("BROKEN", "a", "b").into(),
            "\"BROKEN\" is not a MutationError type",
        ),
        (|| FaultRule::new(Fault::reset()).nth(0), "counted from 1"),
        (
            || FaultRule::new(Fault::reset()).probability(f64::NAN),
            "expected 0 to 1",
        ),
    ] {
        let message = message(make);
        assert!(message.contains(expected), "{message}");
    }
}
