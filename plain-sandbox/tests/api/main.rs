//! Tests of the sandbox over HTTP, as a client uses it.

#![expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

mod components;
mod customers;
mod events;
mod every_field;
mod expectations;
mod fault_rules;
mod faults;
mod http;
mod labels;
mod limits;
mod lists;
mod messages;
mod permissions;
mod pruning;
mod rate_limit;
mod rest;
mod rules;
mod sandbox;
mod seeding;
#[cfg(feature = "sqlite")]
mod sequences;
#[cfg(feature = "sqlite")]
mod storage;
mod tenants;
mod thread_changes;
mod thread_fields;
mod threads;
mod timeline;
#[cfg(feature = "tls")]
mod tls;
mod ui;

#[cfg(feature = "tls")]
#[path = "../protocol/mod.rs"]
mod protocol;

use plain_sandbox::Sandbox;
use reqwest::{Client, ClientBuilder, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};

#[cfg(feature = "tls")]
use crate::protocol::builder;

/// Tests that run over each protocol.
#[cfg(feature = "tls")]
const OVER_EACH_PROTOCOL: &[&str] = &[
    "faults::",
    "fault_rules::",
    "events::",
    "rate_limit::",
    "sandbox::",
    "protocol::",
];

/// Builder of a sandbox.
#[cfg(not(feature = "tls"))]
fn builder() -> plain_sandbox::SandboxBuilder {
    Sandbox::builder()
}

/// A sandbox with an HTTP client.
struct Api {
    sandbox: Sandbox,
    client: Client,
}

impl Api {
    async fn start() -> Self {
        Self::to(builder().start().await.unwrap())
    }

    fn to(sandbox: Sandbox) -> Self {
        let client = http_client(&sandbox).build().unwrap();
        Self { sandbox, client }
    }

    /// An authenticated request without a body.
    fn post(&self) -> RequestBuilder {
        self.client
            .post(self.sandbox.url())
            .bearer_auth(self.sandbox.api_key())
            .header("content-type", "application/json")
    }

    async fn send(&self, query: &str, variables: Value) -> Response {
        self.post()
            .json(&json!({ "query": query, "variables": variables }))
            .send()
            .await
            .unwrap()
    }

    /// The `data` of a request, which must succeed without GraphQL errors.
    async fn data(&self, query: &str, variables: Value) -> Value {
        let response = self.send(query, variables).await;
        let status = response.status();
        let mut body: Value = response.json().await.unwrap();
        assert_eq!(status, StatusCode::OK, "{body}");
        assert_eq!(body.get("errors"), None, "{body}");
        body["data"].take()
    }

    /// The status, error code and message of a request that must be rejected.
    async fn rejection(&self, query: &str, variables: Value) -> (StatusCode, String, String) {
        rejection(self.send(query, variables).await).await
    }

    async fn create_customer_event(&self, input: Value) -> Value {
        let query = "mutation ($input: CreateCustomerEventInput!) {
            createCustomerEvent(input: $input) {
                customerEvent { id customerId title isCollapsed createdAt { iso8601 unixTimestamp } }
                error { __typename message type code fields { field message type } }
            }
        }";
        let mut data = self.data(query, json!({ "input": input })).await;
        data["createCustomerEvent"].take()
    }

    async fn create_thread_event(&self, input: Value) -> Value {
        let query = "mutation ($input: CreateThreadEventInput!) {
            createThreadEvent(input: $input) {
                threadEvent { __typename id customerId threadId title }
                error { __typename message type code fields { field message type } }
            }
        }";
        let mut data = self.data(query, json!({ "input": input })).await;
        data["createThreadEvent"].take()
    }

    /// The output of a mutation with these fields and the error, whose input type has its name.
    async fn mutate(&self, mutation: &str, input: Value, fields: &str) -> Value {
        let query = mutation_with(mutation, fields);
        let mut data = self.data(&query, json!({ "input": input })).await;
        data["it"].take()
    }

    /// The output of a mutation that must succeed.
    async fn mutate_ok(&self, mutation: &str, input: Value, fields: &str) -> Value {
        let output = self.mutate(mutation, input, fields).await;
        assert_eq!(output["error"], Value::Null, "{mutation}");
        output
    }

    /// Asserts that a mutation fails with this code and these fields.
    async fn assert_error(&self, mutation: &str, input: Value, code: &str, fields: &[[&str; 2]]) {
        let output = self.mutate(mutation, input.clone(), "").await;
        let fields: Vec<Value> = fields
            .iter()
            .map(|[field, kind]| json!({ "field": field, "type": kind }))
            .collect();
        let expected = json!({ "type": "VALIDATION", "code": code, "fields": fields });
        assert_eq!(output["error"], expected, "{mutation} {input}");
    }

    async fn create_thread(&self, input: Value) -> Value {
        let query = "mutation ($input: CreateThreadInput!) {
            createThread(input: $input) {
                thread { id ref }
                error { type code fields { field type } }
            }
        }";
        let mut data = self.data(query, json!({ "input": input })).await;
        data["createThread"].take()
    }
}

/// A query for the output of a mutation.
fn mutation_with(mutation: &str, fields: &str) -> String {
    let (first, rest) = mutation.split_at(1);
    format!(
        "mutation ($input: {}{rest}Input!) {{ it: {mutation}(input: $input) {{
            {fields} error {{ type code fields {{ field type }} }}
        }} }}",
        first.to_uppercase(),
    )
}

/// Sends a request to the API.
#[cfg(feature = "tls")]
async fn send_request(sandbox: &Sandbox) {
    let client = http_client(sandbox).build().unwrap();
    let request = client.post(sandbox.url()).body("{}");
    request.send().await.unwrap();
}

/// Builder of an HTTP client that trusts a sandbox.
fn http_client(sandbox: &Sandbox) -> ClientBuilder {
    let builder = Client::builder().no_proxy();
    #[cfg(feature = "tls")]
    if let Some(pem) = sandbox.certificate() {
        let certificate = reqwest::Certificate::from_pem(pem.as_bytes()).unwrap();
        return builder.tls_certs_only([certificate]);
    }
    let _ = sandbox;
    builder
}

async fn rejection(response: Response) -> (StatusCode, String, String) {
    let status = response.status();
    let body: Value = response.json().await.unwrap();
    assert_eq!(body.get("data"), None, "{body}");
    let error = &body["errors"][0];
    (
        status,
        error["extensions"]["code"].as_str().unwrap().to_owned(),
        error["message"].as_str().unwrap().to_owned(),
    )
}

/// A valid input with these components.
fn customer_event(components: &Value) -> Value {
    json!({
        "title": "API key generated",
        "customerIdentifier": { "emailAddress": "jane@acme.com" },
        "components": components,
    })
}

/// One component of each kind.
fn every_component() -> Vec<Value> {
    let json = include_str!("../../../tests/fixtures/every_component.json");
    serde_json::from_str(json).unwrap()
}

fn text(text: &str) -> Value {
    json!({ "componentText": { "text": text } })
}
