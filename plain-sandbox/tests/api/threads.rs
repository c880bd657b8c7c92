//! Threads.

use std::time::{Duration, SystemTime};

use plain_sandbox::{Clock, Sandbox, seed};
use serde_json::{Value, json};

use crate::{Api, text};

fn jane() -> Value {
    json!({ "emailAddress": seed::CUSTOMER_EMAIL_ADDRESS })
}

/// The error of an invalid input.
async fn create_error(api: &Api, input: Value) -> Value {
    let mut answer = api.create_thread(input).await;
    assert_eq!(answer["thread"], Value::Null, "{answer}");
    assert_eq!(answer["error"]["type"], "VALIDATION");
    answer["error"].take()
}

fn bug_report() -> Value {
    json!({
        "customerIdentifier": jane(),
        "title": "Bug report",
        "description": "A bug",
        "components": [text("It does not work")],
        "externalId": 42,
        "priority": 1,
        "channel": "CHAT",
        "assignedTo": { "userId": seed::USER_ID },
        "threadFields": [
            { "key": "product", "type": "STRING", "stringValue": "API" },
            { "key": "paying", "type": "BOOL", "booleanValue": true },
            { "key": "seats", "type": "NUMBER", "numberValue": 2.5 },
            { "key": "renewal", "type": "DATE", "dateValue": "2026-01-02" },
        ],
    })
}

const THREAD: &str = "query ($id: ID!, $customer: ID!) {
    thread(threadId: $id) {
        ref externalId title description previewText priority status channel
        customer { id }
        statusDetail { __typename ... on ThreadStatusDetailCreated { createdAt { iso8601 } } }
        assignedTo { __typename ... on User { id } } assignedAt { iso8601 }
        threadFields {
            key type stringValue booleanValue numberValue dateValue { iso8601 } threadId
        }
        createdAt { iso8601 unixTimestamp }
        createdBy { ... on MachineUserActor { machineUserId } }
        timelineEntries { edges { node { entry {
            __typename ... on CustomEntry { title components { ... on ComponentText { text } } }
        } } } }
    }
    threadByRef(ref: \"T-2\") { id }
    threadByExternalId(customerId: $customer, externalId: 42) { id }
}";

/// A thread field as returned.
fn thread_field(thread_id: &str, key: &str, kind: &str, name: &str, value: Value) -> Value {
    let mut field = json!({
        "key": key, "type": kind, "threadId": thread_id,
        "stringValue": null, "booleanValue": null, "numberValue": null, "dateValue": null,
    });
    field[name] = value;
    field
}

#[tokio::test]
async fn a_thread_has_the_fields_of_its_input() {
    let clock = Clock::manual(SystemTime::UNIX_EPOCH + Duration::from_secs(1));
    let api = Api::to(Sandbox::builder().clock(clock).start().await.unwrap());
    let created = api.create_thread(bug_report()).await;
    assert_eq!(created["error"], Value::Null);
    assert_eq!(created["thread"]["ref"], "T-2");
    let id = created["thread"]["id"].as_str().unwrap();
    assert!(id.starts_with("th_") && id.len() == 29, "{id}");

    let variables = json!({ "id": id, "customer": seed::CUSTOMER_ID });
    let mut data = api.data(THREAD, variables).await;
    assert_eq!(data["threadByRef"]["id"], id);
    assert_eq!(data["threadByExternalId"]["id"], id);
    let day = json!({ "iso8601": "2026-01-02T00:00:00.000Z" });
    let now = json!({ "iso8601": "1970-01-01T00:00:01.000Z" });
    assert_eq!(
        data["thread"].take(),
        json!({
            "ref": "T-2",
            "externalId": "42",
            "title": "Bug report",
            "description": "A bug",
            "previewText": "A bug",
            "priority": 1,
            "status": "TODO",
            "channel": "CHAT",
            "customer": { "id": seed::CUSTOMER_ID },
            "statusDetail": { "__typename": "ThreadStatusDetailCreated", "createdAt": now },
            "assignedTo": { "__typename": "User", "id": seed::USER_ID },
            "assignedAt": now,
            "threadFields": [
                thread_field(id, "product", "STRING", "stringValue", json!("API")),
                thread_field(id, "paying", "BOOL", "booleanValue", json!(true)),
                thread_field(id, "seats", "NUMBER", "numberValue", json!(2.5)),
                thread_field(id, "renewal", "DATE", "dateValue", day),
            ],
            "createdAt": { "iso8601": "1970-01-01T00:00:01.000Z", "unixTimestamp": "1000" },
            "createdBy": { "machineUserId": seed::MACHINE_USER_ID },
            "timelineEntries": { "edges": [{ "node": { "entry": {
                "__typename": "CustomEntry",
                "title": "Bug report",
                "components": [{ "text": "It does not work" }],
            } } }] },
        })
    );
}

#[tokio::test]
async fn a_thread_without_a_title_uses_its_components() {
    let api = Api::start().await;
    let input = json!({
        "customerIdentifier": jane(),
        "components": [
            text("It **fails**"),
            { "componentSpacer": { "spacerSize": "M" } },
            { "componentPlainText": { "plainText": "every day" } },
        ],
    });
    let created = api.create_thread(input).await;
    let query = "query ($id: ID!) { thread(threadId: $id) {
        title description priority channel assignedTo { __typename } assignedAt { iso8601 }
    } }";
    let data = api
        .data(query, json!({ "id": created["thread"]["id"] }))
        .await;
    assert_eq!(
        data["thread"],
        json!({
            "title": "It **fails** every day",
            "description": "It **fails** every day",
            "priority": 2,
            "channel": "API",
            "assignedTo": null,
            "assignedAt": null,
        })
    );
}

/// Invalid values of fields, each with the path and the type of its error.
fn invalid_values() -> Vec<(&'static str, Value, [&'static str; 2])> {
    let field =
        |kind: &str, name: &str, value: &str| json!([{ "key": "a", "type": kind, name: value }]);
    let blank = "components[0].componentText.text";
    let user = json!({ "userId": "u_1", "machineUserId": "mu_1" });
    let boolean = "threadFields[0].booleanValue";
    let date = "threadFields[0].dateValue";
    vec![
        (
            "customerIdentifier",
            json!({}),
            ["customerIdentifier", "REQUIRED"],
        ),
        ("title", json!(" "), ["title", "REQUIRED"]),
        ("priority", json!(4), ["priority", "VALIDATION"]),
        ("channel", json!("SLACK"), ["channel", "VALIDATION"]),
        ("components", json!([text("")]), [blank, "REQUIRED"]),
        ("assignedTo", user, ["assignedTo", "VALIDATION"]),
        (
            "tenantIdentifier",
            json!({}),
            ["tenantIdentifier", "REQUIRED"],
        ),
        (
            "tenantIdentifier",
            json!({ "tenantId": "te_1", "externalId": "acme" }),
            ["tenantIdentifier", "VALIDATION"],
        ),
        (
            "threadFields",
            field("BOOL", "stringValue", "a"),
            [boolean, "REQUIRED"],
        ),
        (
            "threadFields",
            field("ENUM", "stringValue", " "),
            ["threadFields[0].stringValue", "REQUIRED"],
        ),
        (
            "threadFields",
            field("DATE", "dateValue", "today"),
            [date, "VALIDATION"],
        ),
    ]
}

/// References to missing records, each with the path of its error.
fn missing_references() -> Vec<(&'static str, Value, &'static str)> {
    let customer = json!({ "externalId": "none" });
    let tenant = json!({ "tenantId": "te_1" });
    vec![
        ("customerIdentifier", customer, "customerIdentifier"),
        (
            "assignedTo",
            json!({ "userId": "u_1" }),
            "assignedTo.userId",
        ),
        ("labelTypeIds", json!(["lt_1"]), "labelTypeIds"),
        ("tenantIdentifier", tenant, "tenantIdentifier"),
        (
            "accountIdentifier",
            json!({ "externalId": "none" }),
            "accountIdentifier",
        ),
    ]
}

#[tokio::test]
async fn invalid_threads_are_rejected() {
    let api = Api::start().await;
    let invalid = invalid_values()
        .into_iter()
        .map(|(name, value, [field, kind])| (name, value, "input_validation", field, kind));
    let missing = missing_references()
        .into_iter()
        .map(|(name, value, field)| (name, value, "not_found", field, "NOT_FOUND"));
    for (name, value, code, field, kind) in invalid.chain(missing) {
        let mut input = json!({ "customerIdentifier": jane(), "title": "t" });
        input[name] = value;
        let expected = json!({
            "type": "VALIDATION", "code": code, "fields": [{ "field": field, "type": kind }],
        });
        assert_eq!(create_error(&api, input).await, expected);
    }
    let count = api.data("{ threads { totalCount } }", json!({})).await;
    assert_eq!(count["threads"]["totalCount"], 1);
}

#[tokio::test]
async fn an_external_id_is_unique_per_customer() {
    let api = Api::start().await;
    let input = |identifier: Value| json!({ "customerIdentifier": identifier, "externalId": "1" });
    let created = api.create_thread(input(jane())).await;
    assert_eq!(created["error"], Value::Null);
    assert_eq!(
        create_error(&api, input(jane())).await,
        json!({
            "type": "VALIDATION",
            "code": "thread_already_exists_with_external_id",
            "fields": [{ "field": "externalId", "type": "VALIDATION" }],
        })
    );

    let query = "mutation { upsertCustomer(input: {
        identifier: { externalId: \"joe\" }
        onCreate: { fullName: \"Joe\", externalId: \"joe\", email: { email: \"joe@acme.com\", isVerified: true } }
        onUpdate: {}
    }) { customer { id } } }";
    api.data(query, json!({})).await;
    let created = api
        .create_thread(input(json!({ "externalId": "joe" })))
        .await;
    assert_eq!(created["error"], Value::Null);
}

#[tokio::test]
async fn all_missing_references_are_reported_together() {
    let api = Api::start().await;
    let known = api.sandbox.add_label_type("Bug");
    let input = json!({
        "customerIdentifier": jane(),
        "title": "t",
        "labelTypeIds": ["lt_1", known, "lt_2"],
        "assignedTo": { "machineUserId": "mu_1" },
        "tenantIdentifier": { "externalId": "none" },
    });
    let query = "mutation ($input: CreateThreadInput!) { createThread(input: $input) {
        error { code message fields { field type message } }
    } }";
    let data = api.data(query, json!({ "input": input })).await;
    let field = |field: &str, message: &str| json!({ "field": field, "type": "NOT_FOUND", "message": message });
    let labels = "Label type \"lt_1\", \"lt_2\" does not exist";
    let user = "Machine user \"mu_1\" does not exist";
    let tenant = "Tenant with externalId \"none\" does not exist";
    assert_eq!(
        data["createThread"]["error"],
        json!({
            "code": "not_found",
            "message": format!("{labels}. {user}. {tenant}"),
            "fields": [
                field("labelTypeIds", labels),
                field("assignedTo.machineUserId", user),
                field("tenantIdentifier", tenant),
            ],
        })
    );
    assert_eq!(api.sandbox.threads().len(), 1);
}

#[tokio::test]
async fn threads_of_spam_and_with_attachments_are_rejected() {
    let api = Api::start().await;
    let input = json!({ "customerIdentifier": jane(), "title": "t", "attachmentIds": ["att_1"] });
    let fields: &[[&str; 2]] = &[["attachmentIds", "VALIDATION"]];
    api.assert_error("createThread", input, "attachment_not_uploaded", fields)
        .await;

    let customer = json!({ "customerId": seed::CUSTOMER_ID });
    let marked = "customer { markedAsSpamAt { iso8601 } markedAsSpamBy { __typename } }";
    let output = api
        .mutate_ok("markCustomerAsSpam", customer.clone(), marked)
        .await;
    assert!(output["customer"]["markedAsSpamAt"]["iso8601"].is_string());
    let input = json!({ "customerIdentifier": jane(), "title": "t" });
    let code = "customer_is_marked_as_spam";
    api.assert_error("createThread", input.clone(), code, &[])
        .await;
    let filters = "{ threads(filters: { isMarkedAsSpam: true }) { totalCount }
        customers(filters: { isMarkedAsSpam: false }) { totalCount } }";
    let data = api.data(filters, json!({})).await;
    assert_eq!(data["threads"]["totalCount"], 1);
    assert_eq!(data["customers"]["totalCount"], 0);

    let output = api
        .mutate_ok("unmarkCustomerAsSpam", customer, marked)
        .await;
    assert_eq!(output["customer"]["markedAsSpamAt"], Value::Null);
    api.mutate_ok("createThread", input, "").await;
    let missing = json!({ "customerId": "c_1" });
    let fields: &[[&str; 2]] = &[["customerId", "NOT_FOUND"]];
    api.assert_error("markCustomerAsSpam", missing, "not_found", fields)
        .await;
}
