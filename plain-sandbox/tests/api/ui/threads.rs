//! Pages of threads: their properties, messages and source.

use plain_sandbox::{EntityKind, macro_call, seed};
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::assert_contains;
use crate::{Api, text};

/// A thread with everything that it can have. Returns its input and its id.
async fn contact_form(api: &Api) -> (Value, String) {
    api.sandbox.add_tenant("acme", "Acme <Inc.>");
    let label = api.sandbox.add_label_type("Bug & more");
    let input = json!({
        "customerIdentifier": { "customerId": seed::CUSTOMER_ID },
        "title": "Contact form",
        "description": "It's broken",
        "components": [text("It's broken")],
        "priority": 0,
        "labelTypeIds": [label],
        "tenantIdentifier": { "externalId": "acme" },
        "assignedTo": { "userId": seed::USER_ID },
        "externalId": "contact-1",
        "threadFields": [
            { "key": "plan", "type": "STRING", "stringValue": "team" },
            { "key": "paying", "type": "BOOL", "booleanValue": true },
            { "key": "seats", "type": "NUMBER", "numberValue": 12.5 },
            { "key": "renewal", "type": "DATE", "dateValue": "2026-05-11" },
        ],
    });
    let mut created = api.create_thread(input.clone()).await;
    let id = created["thread"]["id"].take();
    (input, id.as_str().unwrap().to_owned())
}

#[tokio::test]
async fn a_thread_shows_its_properties() {
    let api = Api::start().await;
    let (_, id) = contact_form(&api).await;
    let html = api.html(&format!("/threads/{id}")).await;
    let property =
        |name: &str, value: &str| format!("<div><dt><bdi>{name}</bdi></dt><dd>{value}</dd></div>");
    for (name, value) in [
        ("Status", "Todo: created"),
        ("Priority", "Urgent"),
        ("Assignee", "<bdi>David Okafor</bdi>"),
        ("Tenant", "<bdi>Acme &lt;Inc.&gt;</bdi>"),
        ("plan", "<bdi>team</bdi>"),
        ("paying", "Yes"),
        ("seats", "12.5"),
    ] {
        assert_contains(&html, &[&property(name, value)]);
    }
    assert_contains(&html, &["<bdi>Bug &amp; more</bdi>", "contact-1"]);
    assert_contains(&html, &["datetime=\"2026-05-11T00:00:00.000Z\""]);
}

#[tokio::test]
async fn changes_and_messages_are_in_the_timeline() {
    let api = Api::start().await;
    let bug = api.sandbox.add_label_type("Bug");
    let thread = json!({ "threadId": seed::THREAD_ID });
    let customer = json!({ "customerId": seed::CUSTOMER_ID });
    for (mutation, fields) in [
        ("addLabels", json!({ "labelTypeIds": [bug] })),
        ("changeThreadPriority", json!({ "priority": 3 })),
        (
            "assignThread",
            json!({ "machineUserId": seed::MACHINE_USER_ID }),
        ),
        ("replyToThread", json!({ "textContent": "<Hello>" })),
        ("markThreadAsDone", json!({})),
        (
            "replyToThread",
            json!({
                "textContent": "*Thanks*",
                "markdownContent": "*Thanks*",
                "impersonation": { "asCustomer": { "customerIdentifier": customer } },
            }),
        ),
        (
            "createNote",
            json!({ "customerId": seed::CUSTOMER_ID, "text": "Call & ask" }),
        ),
    ] {
        let mut input = thread.clone();
        let fields = fields.as_object().unwrap().clone();
        input.as_object_mut().unwrap().extend(fields);
        api.mutate_ok(mutation, input, "").await;
    }
    let path = format!("/threads/{}", seed::THREAD_ID);
    let html = api.html(&path).await;
    let expected = [
        "Label added: <bdi>Bug</bdi>",
        "Priority changed from Normal to Low",
        "Assigned to <bdi>Sandbox API key</bdi>",
        "Reply of <bdi>Sandbox API key</bdi>",
        "&lt;Hello&gt;",
        "Status changed to Done: set manually",
        "Reply of <bdi>Jane Fenwick</bdi>",
        "<em>Thanks</em>",
        "Status changed to Todo: new reply",
        "Call &amp; ask",
        "8 entries",
    ];
    assert_contains(&html, &expected);
    for (search, found, other) in [
        ("low", "Priority changed", "Hello"),
        ("hello", "Hello", "Low"),
    ] {
        let html = api.html(&format!("{path}?q={search}")).await;
        assert_contains(&html, &[found]);
        assert!(!html.contains(&format!("to {other}")), "{search}");
        assert_contains(&html, &["1 of 8 entries"]);
    }

    api.mutate_ok("markThreadAsDone", thread, "").await;
    api.sandbox.mark_as_spam(seed::CUSTOMER_ID);
    let html = api.html(&format!("/customers/{}", seed::CUSTOMER_ID)).await;
    assert_contains(&html, &["<span class=\"done\">done</span>", "Spam"]);
}

#[tokio::test]
async fn a_customer_shows_its_tenants() {
    let api = Api::start().await;
    api.sandbox.add_tenant("acme", "Acme Inc.");
    let input = json!({
        "customerIdentifier": { "customerId": seed::CUSTOMER_ID },
        "tenantIdentifiers": [{ "externalId": "acme" }],
    });
    api.mutate_ok("addCustomerToTenants", input, "").await;
    let html = api.html(&format!("/customers/{}", seed::CUSTOMER_ID)).await;
    assert_contains(&html, &["<bdi>Acme Inc.</bdi>"]);
}

#[tokio::test]
async fn a_thread_is_copied_as_a_macro_call_and_as_curl() {
    let api = Api::start().await;
    let (input, id) = contact_form(&api).await;
    assert_eq!(api.sandbox.threads()[1].input, input);
    let source = api.html(&format!("/threads/{id}/macro")).await;
    assert_eq!(source, macro_call(EntityKind::Thread, &input));
    assert_contains(
        &source,
        &[
            "thread!(",
            "tenant_identifier = external_id(\"acme\")",
            "string_field(\"plan\", \"team\")",
            "priority = Urgent",
        ],
    );
    let curl = api.html(&format!("/threads/{id}/curl")).await;
    assert_contains(
        &curl,
        &[
            "createThread(input: $input)",
            "It'\\''s broken",
            "contact-1",
        ],
    );
    let seeded = api
        .html(&format!("/threads/{}/macro", seed::THREAD_ID))
        .await;
    assert_contains(&seeded, &["title = \"My API key does not work\""]);
    let html = api.html(&format!("/threads/{id}")).await;
    assert_contains(&html, &["data-copy-from=\"/threads/", "Copy as thread!"]);
    for format in ["macro", "curl"] {
        let missing = api
            .page(&format!("/threads/th_1/{format}"))
            .send()
            .await
            .unwrap();
        assert_eq!(missing.status(), StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn many_properties_and_long_notes_are_folded() {
    let api = Api::start().await;
    let field =
        |index| json!({ "key": format!("key_{index}"), "type": "STRING", "stringValue": "v" });
    let mut input = json!({ "customerIdentifier": { "customerId": seed::CUSTOMER_ID } });
    let path = |created: &Value| format!("/threads/{}", created["thread"]["id"].as_str().unwrap());
    input["threadFields"] = (0..20).map(field).collect();
    let few = api
        .html(&path(&api.create_thread(input.clone()).await))
        .await;
    assert!(!few.contains("class=\"fold\""), "{few}");
    input["threadFields"] = (0..200).map(field).collect();
    let many = api.html(&path(&api.create_thread(input).await)).await;
    assert_contains(&many, &["<div class=\"fold\">", "key_199"]);
    let note = json!({
        "customerId": seed::CUSTOMER_ID, "threadId": seed::THREAD_ID, "text": "n ".repeat(3000),
    });
    api.mutate_ok("createNote", note, "").await;
    let html = api.html(&format!("/threads/{}", seed::THREAD_ID)).await;
    assert_contains(&html, &["<div class=\"fold\">"]);
}
