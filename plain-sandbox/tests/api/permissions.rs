//! Permissions of API keys.

use plain_sandbox::{Permission, Sandbox, seed};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::{Api, customer_event, mutation_with, text};

/// Sends a request with an API key that has these permissions.
async fn send(permissions: &[Permission], query: &str, variables: &Value) -> (Api, Value) {
    let sandbox = Sandbox::builder().key("plainApiKey_limited", permissions.to_vec());
    let api = Api::to(sandbox.start().await.unwrap());
    let request = api.client.post(api.sandbox.url());
    let response = request
        .bearer_auth("plainApiKey_limited")
        .json(&json!({ "query": query, "variables": variables }))
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let body = response.json().await.unwrap();
    (api, body)
}

/// An input for the seeded thread with one more field.
fn thread(name: &str, value: Value) -> Value {
    let mut input = json!({ "threadId": seed::THREAD_ID });
    input[name] = value;
    input
}

/// The permissions that each mutation of a thread needs, and an input for it.
fn mutations_of_threads() -> Vec<(Vec<Permission>, &'static str, Value)> {
    let customer = json!({ "customerId": seed::CUSTOMER_ID });
    let field = json!({
        "identifier": { "threadId": seed::THREAD_ID, "key": "a" },
        "type": "BOOL",
        "booleanValue": true,
    });
    let note = json!({ "customerId": seed::CUSTOMER_ID, "text": "a" });
    let edit = vec![Permission::ThreadEdit, Permission::ThreadRead];
    vec![
        (
            vec![Permission::ThreadCreate, Permission::ThreadRead],
            "createThread",
            json!({ "customerIdentifier": customer }),
        ),
        (
            vec![Permission::LabelCreate],
            "addLabels",
            thread("labelTypeIds", json!([])),
        ),
        (
            vec![Permission::ThreadFieldCreate, Permission::ThreadFieldUpdate],
            "upsertThreadField",
            field,
        ),
        (
            vec![Permission::ThreadEdit],
            "changeThreadPriority",
            thread("priority", json!(0)),
        ),
        (
            edit.clone(),
            "markThreadAsDone",
            thread("statusDetail", Value::Null),
        ),
        (
            edit,
            "markThreadAsTodo",
            thread("statusDetail", Value::Null),
        ),
        (
            vec![Permission::ThreadAssign, Permission::ThreadRead],
            "assignThread",
            thread("userId", json!(seed::USER_ID)),
        ),
        (
            vec![Permission::ThreadReply],
            "replyToThread",
            thread("textContent", json!("a")),
        ),
        (vec![Permission::NoteCreate], "createNote", note),
    ]
}

/// The permissions that each mutation of a tenant or a label type needs, and an input for it.
fn mutations_of_tenants() -> Vec<(Vec<Permission>, &'static str, Value)> {
    let customer = json!({ "customerId": seed::CUSTOMER_ID });
    let member = json!({ "customerIdentifier": customer, "tenantIdentifiers": [] });
    let tenant = json!({ "identifier": { "externalId": "a" }, "externalId": "a", "name": "A" });
    let (add, remove) = (
        Permission::CustomerTenantMembershipCreate,
        Permission::CustomerTenantMembershipDelete,
    );
    let edit = Permission::CustomerEdit;
    vec![
        (
            vec![Permission::TenantRead, Permission::TenantCreate],
            "upsertTenant",
            tenant,
        ),
        (vec![edit, add], "addCustomerToTenants", member.clone()),
        (
            vec![edit, remove],
            "removeCustomerFromTenants",
            member.clone(),
        ),
        (vec![edit, add, remove], "setCustomerTenants", member),
        (
            vec![Permission::ThreadFieldSchemaCreate],
            "createThreadFieldSchema",
            json!({
                "label": "Plan", "key": "plan", "description": "", "order": 0, "type": "STRING",
                "enumValues": [], "isRequired": false, "isAiAutoFillEnabled": false,
            }),
        ),
        (
            vec![Permission::LabelTypeCreate],
            "createLabelType",
            json!({ "name": "Bug" }),
        ),
    ]
}

/// The permissions that each operation needs, and a request for it.
fn cases() -> Vec<(Vec<Permission>, String, Value)> {
    let mutations = mutations_of_threads()
        .into_iter()
        .chain(mutations_of_tenants());
    let mutations = mutations.map(|(needed, mutation, input)| {
        (
            needed,
            mutation_with(mutation, "error { message }"),
            json!({ "input": input }),
        )
    });
    let others = operations().into_iter();
    others
        .map(|(needed, query, variables)| (needed, query.to_owned(), variables))
        .chain(mutations)
        .collect()
}

/// The permissions that other operations need, and a request for each.
fn operations() -> Vec<(Vec<Permission>, &'static str, Value)> {
    let event = customer_event(&json!([text("a")]));
    let thread_event = json!({ "threadId": seed::THREAD_ID, "title": "t", "components": [] });
    let customer = json!({
        "identifier": { "emailAddress": "joe@acme.com" },
        "onCreate": { "fullName": "Joe", "email": { "email": "joe@acme.com", "isVerified": true } },
        "onUpdate": {},
    });
    vec![
        (
            vec![Permission::CustomerEventCreate],
            "mutation ($input: CreateCustomerEventInput!) { it: createCustomerEvent(input: $input) {
                customerEvent { id } error { type code message fields { field } }
            } }",
            json!({ "input": event }),
        ),
        (
            vec![Permission::ThreadEventCreate, Permission::ThreadEventRead],
            "mutation ($input: CreateThreadEventInput!) { it: createThreadEvent(input: $input) {
                threadEvent { id } error { type code message fields { field } }
            } }",
            json!({ "input": thread_event }),
        ),
        (
            vec![Permission::CustomerCreate, Permission::CustomerEdit],
            "mutation ($input: UpsertCustomerInput!) { it: upsertCustomer(input: $input) {
                result error { type code message fields { field } }
            } }",
            json!({ "input": customer }),
        ),
        (
            vec![Permission::CustomerRead],
            "query ($id: ID!) { it: customer(customerId: $id) { id } }",
            json!({ "id": seed::CUSTOMER_ID }),
        ),
        (
            vec![Permission::ThreadRead],
            "query ($id: ID!) { it: thread(threadId: $id) { id } }",
            json!({ "id": seed::THREAD_ID }),
        ),
        (
            vec![Permission::LabelTypeRead],
            "{ it: labelTypes { edges { cursor } } }",
            json!({}),
        ),
    ]
}

#[tokio::test]
async fn a_key_with_the_needed_permissions_is_allowed() {
    for (needed, query, variables) in cases() {
        let (_, body) = send(&needed, &query, &variables).await;
        assert_eq!(body.get("errors"), None, "{body}");
        assert!(body["data"]["it"].is_object(), "{body}");
        assert!(body["data"]["it"]["error"].is_null(), "{body}");
    }
}

#[tokio::test]
async fn a_key_without_a_needed_permission_is_rejected() {
    for (needed, query, variables) in cases() {
        for missing in needed {
            let others: Vec<_> = Permission::ALL
                .into_iter()
                .filter(|it| *it != missing)
                .collect();
            let (api, body) = send(&others, &query, &variables).await;
            let message = if query.starts_with("mutation") {
                let error = &body["data"]["it"]["error"];
                assert_eq!(error["type"], "FORBIDDEN", "{body}");
                assert_eq!(error["code"], "forbidden", "{body}");
                assert_eq!(error["fields"], json!([]), "{body}");
                error["message"].clone()
            } else {
                assert!(body["data"]["it"].is_null(), "{body}");
                let error = &body["errors"][0];
                assert_eq!(error["extensions"]["code"], "FORBIDDEN", "{body}");
                assert_eq!(error["path"], json!(["it"]), "{body}");
                error["message"].clone()
            };
            let message = message.as_str().unwrap();
            assert!(message.starts_with("The API key may not"), "{message}");
            assert!(message.contains(missing.name()), "{message}");
            assert_eq!(api.sandbox.events(), []);
            let requests = api.sandbox.requests();
            let rejection = requests[0].rejection.as_ref().unwrap();
            assert_eq!(rejection.code.to_lowercase(), "forbidden");
        }
    }
}

#[tokio::test]
async fn the_default_key_has_every_permission() {
    for (_, query, variables) in cases() {
        let api = Api::start().await;
        let data = api.data(&query, variables).await;
        assert!(data["it"].is_object(), "{data}");
        assert!(data["it"]["error"].is_null(), "{data}");
    }
}

#[tokio::test]
async fn introspection_needs_no_permission() {
    let (_, body) = send(&[], "{ __schema { queryType { name } } }", &json!({})).await;
    assert_eq!(body["data"]["__schema"]["queryType"]["name"], "Query");
}
