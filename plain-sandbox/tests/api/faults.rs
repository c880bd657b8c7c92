//! Faults, as a client sees them.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use plain_sandbox::{Fault, FaultRule, Sandbox};
use reqwest::{Client, Response, StatusCode};
use serde_json::{Value, json};

use crate::{Api, customer_event, text};

const CREATE: &str = "mutation ($input: CreateCustomerEventInput!) {
    createCustomerEvent(input: $input) {
        customerEvent { id }
        error { message type code fields { field } }
    }
}";

async fn api(rules: impl IntoIterator<Item = impl Into<FaultRule>>) -> Api {
    let sandbox = Sandbox::builder().faults(rules).start().await.unwrap();
    Api::to(sandbox)
}

fn body() -> Value {
    json!({ "query": CREATE, "variables": { "input": customer_event(&json!([text("a")])) } })
}

async fn send(api: &Api) -> reqwest::Result<Response> {
    api.post().json(&body()).send().await
}

/// Waits until a request has come.
async fn arrived(sandbox: &Sandbox) {
    while sandbox.requests().is_empty() {
        tokio::task::yield_now().await;
    }
}

/// Sends a request as bytes, and says what comes back until the connection ends, and how that ends.
fn send_raw(api: &Api) -> (Vec<u8>, std::io::Result<usize>) {
    let mut stream = TcpStream::connect(api.sandbox.address()).unwrap();
    let body = body().to_string();
    let request = format!(
        "POST /graphql/v1 HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {}\r\ncontent-length: {}\r\n\r\n{body}",
        api.sandbox.api_key(),
        body.len(),
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    let end = stream.read_to_end(&mut answer);
    (answer, end)
}

#[tokio::test]
async fn a_status_is_answered_and_nothing_is_created() {
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
async fn a_status_that_has_no_body_is_answered() {
    for status in [204, 304] {
        let response = send(&api([Fault::status(status)]).await).await.unwrap();
        assert_eq!(response.status().as_u16(), status);
        assert_eq!(response.bytes().await.unwrap(), "");
    }
}

#[tokio::test]
async fn headers_and_bodies_are_as_they_are_set() {
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
async fn graphql_errors_come_with_200() {
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
async fn a_mutation_error_takes_the_place_of_the_mutation() {
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

        // A query has none.
        let query = "{ customerByEmail(email: \"jane@acme.com\") { id } }";
        let data = api.data(query, json!({})).await;
        assert!(data["customerByEmail"]["id"].is_string());
        // It takes the place of the mutation only: the key and the schema come first.
        let (status, code, _) = api.refusal("mutation { createEvent }", json!({})).await;
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
async fn a_reset_is_a_tcp_reset_without_a_byte_before_it() {
    for (fault, events) in [(Fault::reset(), 0), (Fault::reset().after_commit(), 1)] {
        let api = api([fault]).await;
        let (answer, end) = send_raw(&api);
        assert_eq!(answer, b"");
        assert_eq!(end.unwrap_err().kind(), ErrorKind::ConnectionReset);
        assert_eq!(api.sandbox.events().len(), events);
    }
}

#[tokio::test]
async fn a_reset_ends_one_connection_only() {
    let api = api([FaultRule::new(Fault::reset()).nth(2)]).await;
    for expected in [true, false, true] {
        assert_eq!(send(&api).await.is_ok(), expected);
    }
}

#[tokio::test]
async fn a_client_that_does_not_wait_has_no_answer() {
    let long = Fault::delay(Duration::from_hours(1));
    for (fault, events) in [
        (Fault::silence(), 0),
        (Fault::silence().after_commit(), 1),
        (long.clone(), 0),
        (long.after_commit(), 1),
    ] {
        let api = api([FaultRule::new(fault).next(1)]).await;
        tokio::select! {
            biased;
            answer = send(&api) => panic!("{answer:?}"),
            () = arrived(&api.sandbox) => {}
        }
        assert_eq!(api.sandbox.requests()[0].status, None);
        // By the time this is answered, what came before is done.
        assert_eq!(send(&api).await.unwrap().status(), StatusCode::OK);
        assert_eq!(api.sandbox.events().len(), events + 1);
    }
}

#[tokio::test]
async fn a_client_that_waits_has_its_answer_in_the_end() {
    let short = Fault::delay(Duration::from_millis(1));
    for fault in [short.clone(), short.after_commit()] {
        let api = api([fault]).await;
        let data = api.data(CREATE, body()["variables"].clone()).await;
        assert_eq!(data["createCustomerEvent"]["error"], Value::Null);
        assert_eq!(api.sandbox.events().len(), 1);
    }
}

#[tokio::test]
async fn a_truncated_answer_has_half_of_its_body_and_the_event_is_there() {
    let api = api([Fault::truncate()]).await;
    let (answer, end) = send_raw(&api);
    end.unwrap();
    let answer = String::from_utf8(answer).unwrap();
    let (head, half) = answer.split_once("\r\n\r\n").unwrap();
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
async fn a_slow_body_comes_piece_by_piece() {
    let api = api([
        FaultRule::new(Fault::slow_body(16, Duration::from_millis(1))).next(1),
        FaultRule::new(Fault::slow_body(16, Duration::from_hours(1))).next(1),
    ])
    .await;
    let mut response = send(&api).await.unwrap();
    let mut pieces = 0;
    let mut body = Vec::new();
    while let Some(piece) = response.chunk().await.unwrap() {
        pieces += 1;
        body.extend_from_slice(&piece);
    }
    assert!(pieces > 1, "{pieces}");
    let body: Value = serde_json::from_slice(&body).unwrap();
    assert!(body["data"]["createCustomerEvent"]["customerEvent"]["id"].is_string());

    // The head comes at once.
    assert_eq!(send(&api).await.unwrap().status(), StatusCode::OK);
    assert_eq!(api.sandbox.events().len(), 2);
}

#[tokio::test]
async fn an_oversized_answer_is_json_all_the_same() {
    let bytes = 2 * 1024 * 1024;
    let api = api([Fault::oversized(bytes)]).await;
    let body = send(&api).await.unwrap().bytes().await.unwrap();
    assert_eq!(body.len(), bytes);
    let body: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(body["data"]["createCustomerEvent"]["error"], Value::Null);
    assert_eq!(api.sandbox.events().len(), 1);
}

#[tokio::test]
async fn a_status_after_commit_hides_what_was_done() {
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
async fn rules_choose_by_operation_and_by_variables() {
    let api = api([
        FaultRule::new(Fault::status(500)).operation("thread"),
        FaultRule::new(Fault::status(503)).variables(json!({ "input": { "title": "Poison" } })),
    ])
    .await;
    assert_eq!(send(&api).await.unwrap().status(), StatusCode::OK);
    let thread = "query Q { ...F } fragment F on Query { t: thread(threadId: \"th_1\") { id } }";
    let response = api.send(thread, json!({})).await;
    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    for (title, expected) in [("Poison", 503), ("Remedy", 200)] {
        let mut input = customer_event(&json!([]));
        input["title"] = json!(title);
        let response = api.send(CREATE, json!({ "input": input })).await;
        assert_eq!(response.status().as_u16(), expected, "{title}");
    }
}

#[tokio::test]
async fn faults_strike_what_cannot_be_read_and_what_has_no_key() {
    let api = api([Fault::status(503)]).await;
    let response = api.client.post(api.sandbox.url()).body("{").send().await;
    assert_eq!(response.unwrap().status(), StatusCode::SERVICE_UNAVAILABLE);
    // The rest of the server is not the API.
    let url = format!("http://{}/readyz", api.sandbox.address());
    assert!(
        api.client
            .get(url)
            .send()
            .await
            .unwrap()
            .status()
            .is_success()
    );
}

#[tokio::test]
async fn faults_change_while_it_runs() {
    let api = Api::start().await;
    let faults = api.sandbox.faults();
    assert_eq!(faults.rules(), []);
    faults.set([FaultRule::new(Fault::status(500)).next(1)]);
    faults.add(Fault::status(503));
    let mut statuses = Vec::new();
    for _ in 0..2 {
        statuses.push(send(&api).await.unwrap().status().as_u16());
    }
    faults.clear();
    statuses.push(send(&api).await.unwrap().status().as_u16());
    assert_eq!(statuses, [500, 503, 200]);
}

#[tokio::test]
async fn the_same_seed_strikes_the_same_requests() {
    let mut runs = Vec::new();
    for seed in [1, 1, 2] {
        let rule = FaultRule::new(Fault::status(503)).probability(0.5);
        let sandbox = Sandbox::builder().faults([rule]).fault_seed(seed);
        let api = Api::to(sandbox.start().await.unwrap());
        let mut run = Vec::new();
        for _ in 0..32 {
            run.push(send(&api).await.unwrap().status().as_u16());
        }
        runs.push(run);
    }
    assert_eq!(runs[0], runs[1]);
    assert_ne!(runs[0], runs[2]);
}

#[tokio::test]
async fn what_keeps_a_client_waiting_does_not_keep_the_sandbox() {
    for fault in [
        Fault::silence(),
        Fault::silence().after_commit(),
        Fault::delay(Duration::from_hours(1)),
        Fault::slow_body(1, Duration::from_hours(1)),
    ] {
        let api = api([fault.clone()]).await;
        let client = Client::builder().no_proxy().build().unwrap();
        let request = client
            .post(api.sandbox.url())
            .bearer_auth(api.sandbox.api_key())
            .json(&body());
        let waiting = tokio::spawn(async move { request.send().await?.bytes().await });
        arrived(&api.sandbox).await;
        api.sandbox.shutdown().await;
        let answer = waiting.await.unwrap();
        let is_silent = fault.to_string().starts_with("silence");
        assert_eq!(answer.is_err(), is_silent, "{fault}");
    }
}

#[test]
fn what_cannot_be_is_refused_at_once() {
    fn message(make: fn() -> FaultRule) -> String {
        let panic = std::panic::catch_unwind(make).unwrap_err();
        *panic.downcast::<String>().unwrap()
    }
    for (make, expected) in [
        (
            (|| Fault::status(102).into()) as fn() -> FaultRule,
            "102 is not a status",
        ),
        (
            || Fault::status(503).header("a b", "c").into(),
            "\"a b\" is not the name",
        ),
        (
            || Fault::mutation_error("BROKEN", "a", "b").into(),
            "\"BROKEN\" is no type",
        ),
        (|| FaultRule::new(Fault::reset()).nth(0), "counted from 1"),
        (
            || FaultRule::new(Fault::reset()).probability(f64::NAN),
            "from 0 to 1",
        ),
    ] {
        let message = message(make);
        assert!(message.contains(expected), "{message}");
    }
}
