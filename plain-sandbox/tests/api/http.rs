//! The envelope: methods, paths, the key, bodies, status codes.

use plain_sandbox::Sandbox;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::{Api, refusal};

const QUERY: &str = "{ customerByEmail(email: \"jane@acme.com\") { id } }";

#[tokio::test]
async fn a_wrong_key_is_refused_and_not_told() {
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
        let (status, code, message) = refusal(response).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        assert_eq!(code, "UNAUTHENTICATED");
        assert!(!message.contains("right"), "{message}");
    }
    api.data(QUERY, json!({})).await;
}

#[tokio::test]
async fn a_body_that_is_no_request_is_refused() {
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
        let (status, code, _) = refusal(response).await;
        assert_eq!(
            (status, code.as_str()),
            (StatusCode::BAD_REQUEST, "BAD_USER_INPUT"),
            "{body}"
        );
    }
}

#[tokio::test]
async fn a_syntax_error_is_refused_with_its_place() {
    let api = Api::start().await;
    let response = api.send("{ customer( }", json!({})).await;
    assert_eq!(response.status(), StatusCode::BAD_REQUEST);
    let body: Value = response.json().await.unwrap();
    assert_eq!(
        body["errors"][0]["extensions"]["code"],
        "GRAPHQL_PARSE_FAILED"
    );
    assert_eq!(body["errors"][0]["locations"][0]["line"], 1);
    // A document without an operation is no syntax error, and cannot be executed either.
    let (status, code, _) = api
        .refusal("fragment F on Query { __typename }", json!({}))
        .await;
    assert_eq!(
        (status, code.as_str()),
        (StatusCode::BAD_REQUEST, "GRAPHQL_VALIDATION_FAILED")
    );
}

#[tokio::test]
async fn a_field_that_does_not_exist_is_refused() {
    let api = Api::start().await;
    for (query, name) in [
        ("{ tenants { id } }", "tenants"),
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
        let (status, code, message) = api.refusal(query, json!({})).await;
        assert_eq!(
            (status, code.as_str()),
            (StatusCode::BAD_REQUEST, "GRAPHQL_VALIDATION_FAILED")
        );
        assert!(message.contains(&format!("`{name}`")), "{message}");
    }
}

#[tokio::test]
async fn variables_that_do_not_fit_are_refused_by_name() {
    let api = Api::start().await;
    let query = "mutation ($input: CreateThreadEventInput!) {
        createThreadEvent(input: $input) { error { code } }
    }";
    let with = |component: Value| json!({ "input": { "threadId": "th_1", "title": "t", "components": [component] } });
    for (variables, name) in [
        (json!({}), "input"),
        (
            json!({ "input": { "threadId": "th_1", "components": [] } }),
            "title",
        ),
        (with(json!({ "componentBadge": { "text": "P1" } })), "text"),
        (with(json!({ "componentTable": {} })), "componentTable"),
        (
            with(json!({ "componentBadge": { "badgeLabel": "a", "badgeColor": "PURPLE" } })),
            "badgeColor",
        ),
        (
            with(json!({ "componentBadge": { "badgeLabel": null } })),
            "badgeLabel",
        ),
        (
            with(json!({ "componentRow": {
                "rowMainContent": [{ "componentRow": {} }], "rowAsideContent": [],
            } })),
            "componentRow",
        ),
    ] {
        let (status, code, message) = api.refusal(query, variables).await;
        assert_eq!(
            (status, code.as_str()),
            (StatusCode::BAD_REQUEST, "BAD_USER_INPUT")
        );
        assert!(message.contains(name), "{message}");
    }
    assert_eq!(api.sandbox.events(), []);
}

#[tokio::test]
async fn an_error_of_a_variable_says_which_operation_takes_it() {
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
async fn a_body_over_one_mebibyte_is_refused() {
    let api = Api::start().await;
    let body = json!({ "query": QUERY, "variables": { "x": "x".repeat(1024 * 1024) } });
    let response = api.post().json(&body).send().await.unwrap();
    let (status, _, message) = refusal(response).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(message.contains("1 MiB"), "{message}");
}

#[tokio::test]
async fn the_operation_name_chooses() {
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
        let (status, code, _) = refusal(send(name).await.unwrap()).await;
        assert_eq!(
            (status, code.as_str()),
            (StatusCode::BAD_REQUEST, "BAD_USER_INPUT")
        );
    }
}

#[tokio::test]
async fn the_schema_can_be_read_in_both_ways() {
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
async fn paths_and_methods_are_told_apart() {
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
            refusal(response).await;
        }
    }
}
