//! The rate limit, tested with a manual clock.

use std::time::{Duration, SystemTime};

use plain_sandbox::{Clock, Fault, FaultRule, Permission};
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};

use crate::Api;

const QUERY: &str = "{ __typename }";

/// 2023-09-26T15:36:23.690Z.
fn limited(limit: u32) -> (Clock, plain_sandbox::SandboxBuilder) {
    let now = SystemTime::UNIX_EPOCH + Duration::from_millis(1_695_742_583_690);
    let clock = Clock::manual(now);
    let builder = crate::builder().clock(clock.clone()).rate_limit(limit);
    (clock, builder)
}

fn header<'a>(response: &'a Response, name: &str) -> Option<&'a str> {
    Some(response.headers().get(name)?.to_str().unwrap())
}

/// The headers limit, remaining and reset.
fn rate_limit_headers(response: &Response) -> [&str; 3] {
    [
        "x-ratelimit-limit",
        "x-ratelimit-remaining",
        "x-ratelimit-reset",
    ]
    .map(|name| header(response, name).unwrap())
}

#[tokio::test]
async fn requests_beyond_the_limit_are_rejected() {
    let (clock, builder) = limited(2);
    let api = Api::to(builder.start().await.unwrap());
    let reset = "2023-09-26T15:37:23.690Z";

    for remaining in ["1", "0"] {
        let response = api.send(QUERY, json!({})).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(rate_limit_headers(&response), ["2", remaining, reset]);
        assert_eq!(
            header(&response, "date"),
            Some("Tue, 26 Sep 2023 15:36:23 GMT")
        );
        assert_eq!(header(&response, "retry-after"), None);
        clock.advance(Duration::from_millis(100));
    }

    let response = api.send(QUERY, json!({})).await;
    assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(rate_limit_headers(&response), ["2", "0", reset]);
    // 59.8 seconds, rounded up.
    assert_eq!(header(&response, "retry-after"), Some("60"));
    let error = json!({
        "message": "Too Many Requests - Rate limit exceeded",
        "extensions": { "code": "RATE_LIMITED" },
    });
    assert_eq!(
        response.json::<Value>().await.unwrap(),
        json!({ "errors": [error] })
    );
    let requests = api.sandbox.requests();
    assert_eq!(requests[2].status, Some(429));
    assert_eq!(requests[2].rejection.as_ref().unwrap().code, "RATE_LIMITED");

    clock.advance(Duration::from_millis(59_799));
    let response = api.send(QUERY, json!({})).await;
    assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(header(&response, "retry-after"), Some("1"));

    clock.advance(Duration::from_millis(1));
    let response = api.send(QUERY, json!({})).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(
        rate_limit_headers(&response),
        ["2", "1", "2023-09-26T15:38:23.690Z"]
    );
}

#[tokio::test]
async fn all_keys_share_the_limit() {
    let (_, builder) = limited(1);
    let sandbox = builder.key("plainApiKey_2", Permission::ALL).start().await;
    let api = Api::to(sandbox.unwrap());
    // Unauthenticated requests do not count.
    let request = api.client.post(api.sandbox.url());
    let response = request.send().await.unwrap();
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(rate_limit_headers(&response)[1], "1");

    assert_eq!(api.send(QUERY, json!({})).await.status(), StatusCode::OK);
    let request = api.client.post(api.sandbox.url());
    let response = request
        .bearer_auth("plainApiKey_2")
        .json(&json!({ "query": QUERY }));
    assert_eq!(
        response.send().await.unwrap().status(),
        StatusCode::TOO_MANY_REQUESTS
    );
}

#[tokio::test]
async fn requests_with_a_fault_do_not_count() {
    let (_, builder) = limited(2);
    let sandbox = builder.faults([
        FaultRule::new(Fault::status(503)).next(1),
        FaultRule::new(Fault::status(503).after_commit()).next(1),
    ]);
    let api = Api::to(sandbox.start().await.unwrap());
    for (status, remaining) in [(503, "2"), (503, "1"), (200, "0"), (429, "0")] {
        let response = api.send(QUERY, json!({})).await;
        assert_eq!(response.status().as_u16(), status);
        assert_eq!(rate_limit_headers(&response)[1], remaining);
    }
}

#[tokio::test]
async fn without_a_limit_the_headers_are_absent() {
    let api = Api::start().await;
    let response = api.send(QUERY, json!({})).await;
    assert_eq!(header(&response, "x-ratelimit-limit"), None);
}
