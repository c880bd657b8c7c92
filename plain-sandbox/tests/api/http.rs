//! HTTP: methods, paths, the API key, bodies and status codes.

use plain_sandbox::Sandbox;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::{Api, rejection};

const QUERY: &str = "{ customerByEmail(email: \"jane@acme.com\") { id } }";

#[tokio::test]
async fn a_wrong_key_is_rejected_without_disclosure() {
    let sandbox = Sandbox::builder()
        .api_key("plainApiKey_right")
        .start()
        .await
        .unwrap();
    assert!(!format!("{sandbox:?}").contains("right"));
    let api = Api::to(sandbox);
    let request = || {
        api.client
            .post(api.sandbox.url())
            .json(&json!({ "query": QUERY }))
    };
    for request in [
        request(),
        request().bearer_auth("plainApiKey_wrong"),
        request().bearer_auth(""),
        request().header("authorization", "plainApiKey_right"),
        request().basic_auth("plainApiKey_right", None::<&str>),
    ] {
        let response = request.send().await.unwrap();
        assert!(response.headers().contains_key("apigw-requestid"));
        let (status, code, message) = rejection(response).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        assert_eq!(code, "UNAUTHENTICATED");
        assert!(!message.contains("right"), "{message}");
    }
    api.data(QUERY, json!({})).await;
}

#[tokio::test]
async fn a_malformed_body_is_rejected() {
    let api = Api::start().await;
    for body in [
        "",
        "{",
        "[]",
        "{}",
        r#"{"query":null}"#,
        r#"{"variables":{}}"#,
    ] {
        let response = api.post().body(body).send().await.unwrap();
        let (status, code, _) = rejection(response).await;
        assert_eq!(
            (status, code.as_str()),
            (StatusCode::BAD_REQUEST, "BAD_USER_INPUT"),
            "{body}"
        );
    }
}

#[tokio::test]
async fn a_syntax_error_has_its_location() {
    let api = Api::start().await;
    let response = api.send("{ customer( }", json!({})).await;
    assert_eq!(response.status(), StatusCode::BAD_REQUEST);
    let body: Value = response.json().await.unwrap();
    assert_eq!(
        body["errors"][0]["extensions"]["code"],
        "GRAPHQL_PARSE_FAILED"
    );
    assert_eq!(body["errors"][0]["locations"][0]["line"], 1);
    // A document without an operation is syntactically valid, but cannot be executed.
    let (status, code, _) = api
        .rejection("fragment F on Query { __typename }", json!({}))
        .await;
    assert_eq!(
        (status, code.as_str()),
        (StatusCode::BAD_REQUEST, "GRAPHQL_VALIDATION_FAILED")
    );
}

#[tokio::test]
async fn an_unknown_field_is_rejected() {
    let api = Api::start().await;
    for (query, name) in [
        ("{ tiers { id } }", "tiers"),
        (
            "{ customer(customerId: \"c_1\", id: \"c_1\") { id } }",
            "id",
        ),
        (
            "mutation { createThreadEvent(input: {
                threadId: \"th_1\", title: \"t\", components: [{ componentBadge: { badgeLabel: \"P1\", text: \"P1\" } }]
            }) { error { code } } }",
            "text",
        ),
    ] {
        let (status, code, message) = api.rejection(query, json!({})).await;
        assert_eq!(
            (status, code.as_str()),
            (StatusCode::BAD_REQUEST, "GRAPHQL_VALIDATION_FAILED")
        );
        assert!(message.contains(&format!("`{name}`")), "{message}");
    }
}

#[tokio::test]
async fn invalid_variables_are_rejected_by_name() {
    let api = Api::start().await;
    let query = "mutation ($input: CreateThreadEventInput!) {
        createThreadEvent(input: $input) { error { code } }
    }";
    let input = |component: Value| json!({ "input": { "threadId": "th_1", "title": "t", "components": [component] } });
    for (variables, name) in [
        (json!({}), "input"),
        (
            json!({ "input": { "threadId": "th_1", "components": [] } }),
            "title",
        ),
        (input(json!({ "componentBadge": { "text": "P1" } })), "text"),
        (input(json!({ "componentTable": {} })), "componentTable"),
        (
            input(json!({ "componentBadge": { "badgeLabel": "a", "badgeColor": "PURPLE" } })),
            "badgeColor",
        ),
        (
            input(json!({ "componentBadge": { "badgeLabel": null } })),
            "badgeLabel",
        ),
        (
            input(json!({ "componentRow": {
                "rowMainContent": [{ "componentRow": {} }], "rowAsideContent": [],
            } })),
            "componentRow",
        ),
    ] {
        let (status, code, message) = api.rejection(query, variables).await;
        assert_eq!(
            (status, code.as_str()),
            (StatusCode::BAD_REQUEST, "BAD_USER_INPUT")
        );
        assert!(message.contains(name), "{message}");
    }
    assert_eq!(api.sandbox.events(), []);
}

#[tokio::test]
async fn a_variable_error_has_the_operations_location() {
    let api = Api::start().await;
    let query = "query A { __typename }\n  query B($id: ID!) { customer(customerId: $id) { id } }";
    let request = json!({ "query": query, "operationName": "B", "variables": { "id": [] } });
    let response = api.post().json(&request).send().await.unwrap();
    let body: Value = response.json().await.unwrap();
    assert_eq!(
        body["errors"][0]["locations"],
        json!([{ "line": 2, "column": 3 }])
    );
}

#[tokio::test]
async fn a_body_over_one_mebibyte_is_rejected() {
    let api = Api::start().await;
    let body = json!({ "query": QUERY, "variables": { "x": "x".repeat(1024 * 1024) } });
    let response = api.post().json(&body).send().await.unwrap();
    let (status, _, message) = rejection(response).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(message.contains("1 MiB"), "{message}");
}

#[tokio::test]
async fn the_operation_name_selects_the_operation() {
    let api = Api::start().await;
    let query = "query A { customer(customerId: \"c_none\") { id } } query B { __typename }";
    let send = |name: Value| {
        api.post()
            .json(&json!({ "query": query, "operationName": name }))
            .send()
    };
    let body: Value = send(json!("B")).await.unwrap().json().await.unwrap();
    assert_eq!(body, json!({ "data": { "__typename": "Query" } }));
    let body: Value = send(json!("A")).await.unwrap().json().await.unwrap();
    assert_eq!(body, json!({ "data": { "customer": null } }));
    for name in [json!("C"), Value::Null] {
        let (status, code, _) = rejection(send(name).await.unwrap()).await;
        assert_eq!(
            (status, code.as_str()),
            (StatusCode::BAD_REQUEST, "BAD_USER_INPUT")
        );
    }
}

#[tokio::test]
async fn the_schema_is_available_as_sdl_and_introspection() {
    let api = Api::start().await;
    let url = format!("{}/schema.graphql", api.sandbox.url());
    let response = api.client.get(url).send().await.unwrap();
    assert_eq!(response.text().await.unwrap(), plain_schema::SDL);

    let data = api
        .data("{ __type(name: \"ThreadEvent\") { kind } }", json!({}))
        .await;
    assert_eq!(data["__type"]["kind"], "OBJECT");
}

#[tokio::test]
async fn unknown_paths_and_methods_are_rejected() {
    let api = Api::start().await;
    let url = |path: &str| format!("http://{}{path}", api.sandbox.address());
    for (method, path, expected) in [
        (Method::GET, "/readyz", 200),
        (Method::GET, "/graphql/v1", 405),
        (Method::PUT, "/graphql/v1", 405),
        (Method::POST, "/readyz", 405),
        (Method::POST, "/", 405),
        (Method::GET, "/page", 404),
        (Method::POST, "/graphql", 404),
    ] {
        let request = api.client.request(method.clone(), url(path));
        let response = request.send().await.unwrap();
        assert_eq!(response.status().as_u16(), expected, "{method} {path}");
        assert!(response.headers().contains_key("apigw-requestid"));
        if expected == 200 {
            assert_eq!(response.text().await.unwrap(), "ready");
        } else {
            rejection(response).await;
        }
    }
}
