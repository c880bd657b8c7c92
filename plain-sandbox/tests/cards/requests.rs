//! The requests that an endpoint receives.

use plain_endpoints::signature;
use plain_sandbox::seed;
use serde_json::{Value, json};

use crate::{Received, TestEndpoint, sandbox};

/// The body of a request with this customer and keys.
fn expected_body() -> Value {
    json!({
        "cardKeys": ["plan", "usage"],
        "customer": { "id": seed::CUSTOMER_ID, "email": "jane@acme.com", "externalId": "jane" },
        "thread": null,
        "tenant": null,
        "timestamp": "2023-11-14T22:13:20.000Z",
    })
}

#[tokio::test]
async fn one_request_has_the_keys_and_headers_of_plain() {
    let (sandbox, _) = sandbox().await;
    let served = TestEndpoint::with_texts().await;
    let endpoint = served
        .endpoint(&["plan", "usage"])
        .header("Authorization", "Bearer token")
        .signing_secret("secret");
    let loaded = sandbox.load_cards(&endpoint).load().await;
    loaded.expect_no_errors();

    let requests = served.requests();
    assert_eq!(requests.len(), 1);
    let request = &requests[0];
    assert_eq!((&*request.method, &*request.path), ("POST", "/cards"));
    for (name, value) in [
        ("content-type", "application/json"),
        ("accept", "application/json"),
        ("user-agent", "Plain/1.0 (plain.com; help@plain.com)"),
        ("plain-workspace-id", seed::WORKSPACE_ID),
        ("authorization", "Bearer token"),
        ("host", served.url.strip_prefix("http://").unwrap()),
    ] {
        assert_eq!(request.header(name), Some(value), "{name}");
    }
    assert_eq!(request.json(), expected_body());
    let signature = request.header("plain-request-signature").unwrap();
    assert!(signature::verify("secret", &request.body, signature).is_ok());
}

#[tokio::test]
async fn signatures_are_right_wrong_or_missing() {
    let (sandbox, _) = sandbox().await;
    let served = TestEndpoint::with_texts().await;
    let endpoint = served.endpoint(&["plan"]).signing_secret("secret");
    for endpoint in [
        endpoint.clone(),
        endpoint.clone().wrong_signature(),
        endpoint.clone().without_signature(),
        served.endpoint(&["plan"]).without_timestamp(),
    ] {
        sandbox.load_cards(&endpoint).load().await;
    }
    let requests = served.requests();
    let signatures: Vec<Option<bool>> = requests
        .iter()
        .map(|request| {
            let signature = request.header("plain-request-signature")?;
            assert_eq!(signature.len(), 64);
            Some(signature::verify("secret", &request.body, signature).is_ok())
        })
        .collect();
    assert_eq!(signatures, [Some(true), Some(false), None, None]);
}

#[tokio::test]
async fn absent_values_are_null_or_left_out() {
    let (sandbox, _) = sandbox().await;
    let customer = sandbox.add_customer(None, "ann@acme.com");
    let served = TestEndpoint::with_texts().await;
    let endpoint = served.endpoint(&["a"]).without_email();
    let absent = endpoint.clone().without_nulls().without_timestamp();
    for endpoint in [endpoint, absent] {
        let load = sandbox.load_cards(&endpoint).customer("ann@acme.com");
        load.load().await.expect_no_errors();
    }
    let bodies: Vec<Value> = served.requests().iter().map(Received::json).collect();
    let expected = json!({
        "cardKeys": ["a"],
        "customer": { "id": customer, "email": null, "externalId": null },
        "thread": null,
        "tenant": null,
        "timestamp": "2023-11-14T22:13:20.000Z",
    });
    assert_eq!(bodies[0], expected);
    assert_eq!(
        bodies[1],
        json!({ "cardKeys": ["a"], "customer": { "id": customer } })
    );
}

#[tokio::test]
async fn a_thread_and_its_tenant_are_sent() {
    let (sandbox, _) = sandbox().await;
    let tenant = sandbox.add_tenant("acme", "Acme Inc.");
    let client = reqwest::Client::new();
    let query =
        "mutation ($input: CreateThreadInput!) { createThread(input: $input) { thread { id } } }";
    let input = json!({
        "customerIdentifier": { "customerId": seed::CUSTOMER_ID },
        "title": "Invoice",
        "externalId": "ticket-1",
        "tenantIdentifier": { "tenantId": tenant },
    });
    let body = json!({ "query": query, "variables": { "input": input } });
    let request = client.post(sandbox.url()).bearer_auth(sandbox.api_key());
    let response: Value = request
        .json(&body)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let thread = response["data"]["createThread"]["thread"]["id"]
        .as_str()
        .unwrap();

    let served = TestEndpoint::with_texts().await;
    let endpoint = served.endpoint(&["a"]);
    sandbox.load_cards(&endpoint).thread(thread).load().await;
    sandbox
        .load_cards(&endpoint)
        .thread(seed::THREAD_ID)
        .load()
        .await;
    let bodies: Vec<Value> = served.requests().iter().map(Received::json).collect();
    assert_eq!(
        bodies[0]["thread"],
        json!({ "id": thread, "externalId": "ticket-1" })
    );
    assert_eq!(
        bodies[0]["tenant"],
        json!({ "id": tenant, "externalId": "acme" })
    );
    assert_eq!(
        bodies[1]["thread"],
        json!({ "id": seed::THREAD_ID, "externalId": null })
    );
    assert_eq!(bodies[1]["tenant"], Value::Null);
}

#[tokio::test]
async fn unknown_fields_and_an_unknown_key_are_added() {
    let (sandbox, _) = sandbox().await;
    let served = TestEndpoint::with_texts().await;
    let endpoint = served.endpoint(&["a"]).unknown_fields().unknown_key();
    let load = sandbox.load_cards(&endpoint).thread(seed::THREAD_ID);
    let loaded = load.load().await;
    loaded.expect_shown("plain-sandbox-unknown-key");
    let body = served.requests()[0].json();
    assert_eq!(body["cardKeys"], json!(["a", "plain-sandbox-unknown-key"]));
    for object in [&body, &body["customer"], &body["thread"]] {
        assert_eq!(
            object["plainSandboxUnknownField"],
            json!({ "nested": [true] })
        );
    }
}

#[tokio::test]
async fn cards_are_batched_by_url_and_headers() {
    let (sandbox, _) = sandbox().await;
    let served = TestEndpoint::with_texts().await;
    let one = served.endpoint(&["a", "b"]).header("X-Token", "1");
    let loaded = sandbox
        .load_cards(&one)
        // The same, since the names of headers have no case.
        .and(&served.endpoint(&["c"]).header("x-token", "1"))
        .and(&served.endpoint(&["d"]).header("x-token", "2"))
        .and(&served.endpoint(&["e"]))
        .and(&plain_sandbox::CardEndpoint::new(format!("{}/Cards", served.url)).key("f"))
        .and(&served.endpoint(&["g"]).header("x-token", "1"))
        .load()
        .await;
    let keys: Vec<&str> = loaded.cards.iter().map(|card| &*card.key).collect();
    assert_eq!(keys, ["a", "b", "c", "d", "e", "f", "g"]);
    loaded.expect_no_errors();
    let mut batches: Vec<Vec<String>> = served.requests().iter().map(Received::keys).collect();
    batches.sort();
    let expected: [&[&str]; 4] = [&["a", "b", "c", "g"], &["d"], &["e"], &["f"]];
    assert_eq!(batches, expected);
}
