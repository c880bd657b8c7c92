//! Inputs that are valid GraphQL but violate rules.

use plain_sandbox::seed;
use serde_json::{Value, json};

use crate::{Api, customer_event, text};

/// The fields of a `MutationError`, as `[field, type]`.
fn fields(error: &Value) -> Vec<[&str; 2]> {
    error["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| {
            [
                field["field"].as_str().unwrap(),
                field["type"].as_str().unwrap(),
            ]
        })
        .collect()
}

async fn assert_rejected(api: &Api, input: Value, expected: &[[&str; 2]]) {
    let answer = api.create_customer_event(input).await;
    let error = &answer["error"];
    assert_eq!(answer["customerEvent"], Value::Null);
    assert_eq!(error["__typename"], "MutationError");
    assert_eq!(error["type"], "VALIDATION");
    assert_eq!(error["code"], "input_validation");
    assert_eq!(fields(error), expected);
    for [field, _] in expected {
        assert!(
            error["message"].as_str().unwrap().contains(field),
            "{error}"
        );
    }
}

/// Components with one violation each, and its path and type.
fn invalid_components() -> Vec<(Value, [&'static str; 2])> {
    vec![
        (text(""), ["components[0].componentText.text", "REQUIRED"]),
        (
            text(" \n"),
            ["components[0].componentText.text", "REQUIRED"],
        ),
        (
            text(&"x".repeat(10_001)),
            ["components[0].componentText.text", "VALIDATION"],
        ),
        (
            json!({ "componentBadge": { "badgeLabel": "x".repeat(501) } }),
            ["components[0].componentBadge.badgeLabel", "VALIDATION"],
        ),
        (
            json!({ "componentSpacer": {} }),
            ["components[0].componentSpacer.spacerSize", "REQUIRED"],
        ),
        (
            json!({ "componentLinkButton": { "linkButtonLabel": "a" } }),
            [
                "components[0].componentLinkButton.linkButtonUrl",
                "REQUIRED",
            ],
        ),
        (
            json!({ "componentLinkButton": { "linkButtonLabel": "a", "linkButtonUrl": "javascript:a" } }),
            [
                "components[0].componentLinkButton.linkButtonUrl",
                "VALIDATION",
            ],
        ),
        (
            json!({ "componentDateTime": { "dateTimeIso8601": "now" } }),
            [
                "components[0].componentDateTime.dateTimeIso8601",
                "VALIDATION",
            ],
        ),
        (
            json!({ "componentUser": { "userIdentifier": {} } }),
            ["components[0].componentUser.userIdentifier", "REQUIRED"],
        ),
        (json!({}), ["components[0]", "REQUIRED"]),
        (
            json!({ "componentSpacer": { "spacerSize": "M" }, "componentDivider": {} }),
            ["components[0]", "VALIDATION"],
        ),
        (
            json!({ "componentContainer": { "containerContent": [] } }),
            [
                "components[0].componentContainer.containerContent",
                "REQUIRED",
            ],
        ),
    ]
}

#[tokio::test]
async fn every_violation_is_reported_with_its_path() {
    let api = Api::start().await;
    let cases = invalid_components();
    for (component, expected) in &cases {
        assert_rejected(&api, customer_event(&json!([component])), &[*expected]).await;
    }

    let all: Vec<&Value> = cases.iter().map(|(component, _)| component).collect();
    let answer = api.create_customer_event(customer_event(&json!(all))).await;
    assert_eq!(fields(&answer["error"]).len(), cases.len());
    assert_eq!(api.sandbox.events(), []);
}

#[tokio::test]
async fn texts_of_maximum_length_are_accepted() {
    let api = Api::start().await;
    // Two UTF-16 code units each.
    let input = customer_event(&json!([text(&"🤖".repeat(5_000))]));
    let answer = api.create_customer_event(input).await;
    assert_eq!(answer["error"], Value::Null);
    let input = customer_event(&json!([text(&"🤖".repeat(5_001))]));
    let path = "components[0].componentText.text";
    assert_rejected(&api, input, &[[path, "VALIDATION"]]).await;
}

#[tokio::test]
async fn exactly_one_customer_identifier_is_accepted() {
    let api = Api::start().await;
    let mut input = customer_event(&json!([text("a")]));
    input["customerIdentifier"] =
        json!({ "emailAddress": "jane@acme.com", "externalId": seed::CUSTOMER_EXTERNAL_ID });
    assert_rejected(&api, input.clone(), &[["customerIdentifier", "VALIDATION"]]).await;
    input["customerIdentifier"] = json!({});
    assert_rejected(&api, input.clone(), &[["customerIdentifier", "REQUIRED"]]).await;
    input["customerIdentifier"] = json!({ "emailAddress": "jane" });
    let path = "customerIdentifier.emailAddress";
    assert_rejected(&api, input, &[[path, "VALIDATION"]]).await;
}

#[tokio::test]
async fn fields_of_the_event_are_validated() {
    let api = Api::start().await;
    let mut input = customer_event(&json!([]));
    input["title"] = json!(" ");
    input["externalId"] = json!("");
    input["timestamp"] = json!("28.10.2024");
    let expected = [
        ["title", "REQUIRED"],
        ["externalId", "REQUIRED"],
        ["timestamp", "VALIDATION"],
    ];
    assert_rejected(&api, input, &expected).await;
}

#[tokio::test]
async fn missing_customers_and_threads_are_not_found() {
    let api = Api::start().await;
    let mut input = customer_event(&json!([text("a")]));
    input["customerIdentifier"] = json!({ "emailAddress": "joe@acme.com" });
    let answer = api.create_customer_event(input).await;
    let error = &answer["error"];
    assert_eq!(error["type"], "VALIDATION");
    assert_eq!(error["code"], "not_found");
    assert_eq!(fields(error), [["customerIdentifier", "NOT_FOUND"]]);
    assert!(error["message"].as_str().unwrap().contains("joe@acme.com"));

    let input = json!({ "threadId": "th_none", "title": "t", "components": [] });
    let answer = api.create_thread_event(input).await;
    assert_eq!(answer["threadEvent"], Value::Null);
    assert_eq!(answer["error"]["code"], "not_found");
    assert_eq!(fields(&answer["error"]), [["threadId", "NOT_FOUND"]]);
    assert_eq!(api.sandbox.events(), []);
}

#[tokio::test]
async fn an_external_id_is_unique() {
    let api = Api::start().await;
    let mut input = customer_event(&json!([text("a")]));
    // An `ID` sent as a number equals the string of its digits.
    input["externalId"] = json!(42);
    let answer = api.create_customer_event(input.clone()).await;
    assert_eq!(answer["error"], Value::Null);

    input["externalId"] = json!("42");
    let answer = api.create_customer_event(input).await;
    assert_eq!(answer["customerEvent"], Value::Null);
    let error = &answer["error"];
    assert_eq!(error["type"], "VALIDATION");
    assert_eq!(
        error["code"],
        "customer_event_already_exists_with_external_id"
    );
    assert_eq!(fields(error), [["externalId", "VALIDATION"]]);

    let input = json!({
        "threadId": seed::THREAD_ID, "title": "t", "components": [], "externalId": "42",
    });
    let answer = api.create_thread_event(input).await;
    assert_eq!(
        answer["error"]["code"],
        "thread_event_already_exists_with_external_id"
    );
    assert_eq!(api.sandbox.events().len(), 1);
}

#[tokio::test]
async fn concurrent_duplicates_create_one_event() {
    let api = Api::start().await;
    let mut input = customer_event(&json!([text("a")]));
    input["externalId"] = json!("once");
    let (a, b, c, d) = tokio::join!(
        api.create_customer_event(input.clone()),
        api.create_customer_event(input.clone()),
        api.create_customer_event(input.clone()),
        api.create_customer_event(input.clone()),
    );
    let created = [a, b, c, d]
        .iter()
        .filter(|it| it["error"].is_null())
        .count();
    assert_eq!(created, 1);
    assert_eq!(api.sandbox.events().len(), 1);
}
