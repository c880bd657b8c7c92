//! Talks to a sandbox as a client does: over HTTP.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod customers;
mod events;
mod every_field;
mod expectations;
mod faults;
mod http;
mod lists;
mod page;
mod permissions;
mod pruning;
mod rate_limit;
mod rest;
mod rules;
mod sandbox;
#[cfg(feature = "sqlite")]
mod storage;
mod threads;
mod timeline;

use plain_sandbox::Sandbox;
use reqwest::{Client, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};

/// A sandbox and a client of it.
struct Api {
    sandbox: Sandbox,
    client: Client,
}

impl Api {
    async fn start() -> Self {
        Self::to(Sandbox::start().await)
    }

    fn to(sandbox: Sandbox) -> Self {
        let client = Client::builder().no_proxy().build().unwrap();
        Self { sandbox, client }
    }

    /// A request with the right key and no body yet.
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

    /// The `data` of a request that is executed without an error of GraphQL's.
    async fn data(&self, query: &str, variables: Value) -> Value {
        let response = self.send(query, variables).await;
        let status = response.status();
        let mut body: Value = response.json().await.unwrap();
        assert_eq!(status, StatusCode::OK, "{body}");
        assert_eq!(body.get("errors"), None, "{body}");
        body["data"].take()
    }

    /// The status of a request that is refused, and the first error's code and message.
    async fn refusal(&self, query: &str, variables: Value) -> (StatusCode, String, String) {
        refusal(self.send(query, variables).await).await
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

async fn refusal(response: Response) -> (StatusCode, String, String) {
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

/// An input that is right, with the components given.
fn customer_event(components: &Value) -> Value {
    json!({
        "title": "API key generated",
        "customerIdentifier": { "emailAddress": "jane@acme.com" },
        "components": components,
    })
}

fn text(text: &str) -> Value {
    json!({ "componentText": { "text": text } })
}
