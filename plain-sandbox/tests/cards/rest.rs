//! The REST API of cards, for tests in other languages.

use plain_endpoints::signature;
use plain_sandbox::{Sandbox, seed};
use reqwest::{Client, Method};
use serde_json::{Value, json};

use crate::{TestEndpoint, sandbox};

/// Sends a request to the REST API. Returns the status and the body.
async fn send(sandbox: &Sandbox, method: Method, path: &str, body: &Value) -> (u16, Value) {
    let url = format!("{}api/cards{path}", sandbox.ui_url());
    let request = Client::new().request(method, url).body(body.to_string());
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    let body = response.bytes().await.unwrap();
    (status, serde_json::from_slice(&body).unwrap_or_default())
}

async fn load(sandbox: &Sandbox, body: Value) -> Value {
    let (status, loaded) = send(sandbox, Method::POST, "/load", &body).await;
    assert_eq!(status, 200, "{loaded}");
    loaded
}

#[tokio::test]
async fn cards_of_an_endpoint_are_loaded() {
    let (sandbox, _) = sandbox().await;
    sandbox.add_customer(None, "ann@acme.com");
    let served = TestEndpoint::with_texts().await;
    let endpoint = json!({
        "url": format!("{}/cards", served.url),
        "keys": ["usage"],
        "headers": { "x-token": "1" },
        "signingSecret": "s3cret",
        "defaultTimeToLiveSeconds": 600,
        "unknownFields": true,
        "unknownKey": true,
        "timestamp": false,
    });
    let body = json!({ "endpoint": endpoint, "customer": "ann@acme.com" });
    let mut loaded = load(&sandbox, body.clone()).await;
    let card = loaded["cards"][0].take();
    let components = json!([{ "componentText": { "text": "usage 0" } }]);
    let at = "2023-11-14T22:13:20.000Z";
    let keys = ["usage", "plain-sandbox-unknown-key"];
    let url = format!("{}/cards", served.url);
    let attempt = json!({
        "at": at, "durationMilliseconds": 0, "url": url, "keys": keys, "status": 200, "failure": null,
    });
    let expected = json!({
        "key": "usage", "url": url, "state": "shown", "components": components, "error": null,
        "timeToLiveSeconds": null, "source": "fresh", "loadedAt": at,
        "expiresAt": "2023-11-14T22:23:20.000Z", "ageSeconds": 0, "attempts": [attempt],
    });
    assert_eq!(card, expected);

    let request = &served.requests()[0];
    assert_eq!(request.header("x-token"), Some("1"));
    let signature = request.header("plain-request-signature").unwrap();
    assert!(signature::verify("s3cret", &request.body, signature).is_ok());
    let sent = request.json();
    assert_eq!(sent["customer"]["externalId"], Value::Null);
    assert_eq!(sent.get("timestamp"), None);
    assert!(sent.get("plainSandboxUnknownField").is_some());

    assert_eq!(
        load(&sandbox, body.clone()).await["cards"][0]["source"],
        "cached"
    );
    let mut reload = body;
    reload["reload"] = json!(true);
    reload["only"] = json!("usage");
    let reloaded = load(&sandbox, reload).await;
    assert_eq!(reloaded["cards"].as_array().unwrap().len(), 1);
    assert_eq!(reloaded["cards"][0]["source"], "fresh");
    let (_, attempts) = send(&sandbox, Method::GET, "/attempts", &json!({})).await;
    assert_eq!(attempts[0], attempt);
    assert_eq!(attempts[1]["keys"], json!(["usage"]));
}

#[tokio::test]
async fn signatures_and_nulls_are_chosen_by_name() {
    let (sandbox, _) = sandbox().await;
    let served = TestEndpoint::with_texts().await;
    for signature in ["valid", "wrong", "missing"] {
        let endpoint = json!({
            "url": served.url, "keys": ["a"], "signature": signature, "signingSecret": "s3cret",
            "nulls": false, "email": false,
        });
        load(
            &sandbox,
            json!({ "endpoint": endpoint, "thread": seed::THREAD_ID }),
        )
        .await;
    }
    let requests = served.requests();
    let signatures = requests.iter().map(|request| {
        let signature = request.header("plain-request-signature")?;
        Some(signature::verify("s3cret", &request.body, signature).is_ok())
    });
    let signatures: Vec<Option<bool>> = signatures.collect();
    assert_eq!(signatures, [Some(true), Some(false), None]);
    let customer = json!({ "id": seed::CUSTOMER_ID, "externalId": "jane" });
    assert_eq!(requests[0].json()["customer"], customer);
    assert_eq!(
        requests[0].json()["thread"],
        json!({ "id": seed::THREAD_ID })
    );
}

#[tokio::test]
async fn endpoints_are_configured_without_showing_secrets() {
    let (sandbox, _) = sandbox().await;
    let served = TestEndpoint::with_texts().await;
    let endpoints = json!([
        {
            "url": format!("{}/cards?token=s3cret", served.url), "keys": ["a"],
            "headers": { "Authorization": "Bearer s3cret" }, "signingSecret": "s3cret",
        },
        { "url": format!("{}/cards", served.url), "keys": ["b", "c"], "signature": "wrong" },
    ]);
    let (status, configured) = send(&sandbox, Method::PUT, "", &endpoints).await;
    assert_eq!(status, 200, "{configured}");
    assert!(!configured.to_string().contains("s3cret"), "{configured}");
    let expected = json!({
        "url": format!("{}/cards", served.url), "keys": ["a"], "headerNames": ["authorization"],
        "signature": "valid", "defaultTimeToLiveSeconds": 60, "nulls": true, "timestamp": true,
        "email": true, "unknownFields": false,
    });
    assert_eq!(configured[0], expected);
    assert_eq!(
        send(&sandbox, Method::GET, "", &json!(null)).await.1,
        configured
    );

    let loaded = load(&sandbox, json!({})).await;
    let keys: Vec<&Value> = loaded["cards"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["key"])
        .collect();
    assert_eq!(keys, ["a", "b", "c"]);
    assert_eq!(served.count(), 2);

    let (status, _) = send(&sandbox, Method::DELETE, "", &json!(null)).await;
    assert_eq!(status, 204);
    assert_eq!(load(&sandbox, json!({})).await["cards"], json!([]));
}

#[tokio::test]
async fn wrong_input_is_refused_with_an_example() {
    let (sandbox, _) = sandbox().await;
    let endpoint = |more: Value| {
        let mut endpoint = json!({ "url": "http://127.0.0.1:1/", "keys": ["a"] });
        for (name, value) in more.as_object().unwrap() {
            endpoint[name] = value.clone();
        }
        json!({ "endpoint": endpoint })
    };
    for (body, expected) in [
        (json!("usage"), "such as {\"endpoint\""),
        (
            json!({ "url": "http://127.0.0.1:1/" }),
            "unknown field `url`",
        ),
        (endpoint(json!({ "secret": "1" })), "unknown field `secret`"),
        (
            endpoint(json!({ "signature": "right" })),
            "unknown variant `right`",
        ),
        (
            endpoint(json!({ "signature": "valid" })),
            "needs `signingSecret`",
        ),
        (endpoint(json!({ "keys": [] })), "no keys of cards"),
        (endpoint(json!({ "url": "/cards" })), "not an absolute URL"),
        (
            json!({ "customer": "nobody" }),
            "the customer \"nobody\" does not exist",
        ),
        (
            json!({ "thread": "th_1" }),
            "the thread \"th_1\" does not exist",
        ),
    ] {
        let (status, answer) = send(&sandbox, Method::POST, "/load", &body).await;
        let message = answer["errors"][0]["message"].as_str().unwrap();
        assert_eq!(
            (status, message.contains(expected)),
            (400, true),
            "{message}"
        );
    }
    let twice = json!([{ "url": "http://127.0.0.1:1/", "keys": ["a", "a"] }]);
    for (body, expected) in [
        (json!({}), "a JSON list of endpoints"),
        (twice, "set twice"),
    ] {
        let (status, answer) = send(&sandbox, Method::PUT, "", &body).await;
        let message = answer["errors"][0]["message"].as_str().unwrap();
        assert_eq!(
            (status, message.contains(expected)),
            (400, true),
            "{message}"
        );
    }
}
