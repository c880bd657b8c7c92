//! Limits on queries and bodies, batches, and newer introspection.

use plain_sandbox::Fault;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::{Api, rejection};

#[tokio::test]
async fn a_query_has_a_limited_number_of_tokens() {
    let api = Api::start().await;
    for query in [
        "{".repeat(900_000),
        "{ __typename }".repeat(50_000),
        format!("{{ {} }}", "a ".repeat(100_000)),
        format!(
            "{{ customer(customerId: [{}]) {{ id }} }}",
            "1,".repeat(100_000)
        ),
        "#\n".repeat(200_000),
    ] {
        let (status, code, message) = api.rejection(&query, json!({})).await;
        assert_eq!(
            (status, &code[..]),
            (StatusCode::BAD_REQUEST, "GRAPHQL_PARSE_FAILED")
        );
        assert!(message.contains("more than 100000 tokens"), "{message}");
    }
    // Far more than a client sends: 500 fields with arguments and selections.
    let fields: Vec<String> = (0..500)
        .map(|index| {
            format!("a{index}: customerByEmail(email: \"jane@acme.com\") {{ id fullName }}")
        })
        .collect();
    let data = api
        .data(&format!("{{ {} }}", fields.join("\n")), json!({}))
        .await;
    assert_eq!(data.as_object().unwrap().len(), 500);
    // Long values count as one token.
    let query = format!(
        "{{ customerByEmail(email: {:?}) {{ id }} }}",
        "a".repeat(500_000)
    );
    assert_eq!(
        api.data(&query, json!({})).await["customerByEmail"],
        Value::Null
    );
}

#[tokio::test]
async fn a_batch_is_rejected_as_such() {
    let api = Api::start().await;
    let operation = json!({ "query": "{ __typename }" });
    for body in [
        "[]".to_owned(),
        json!([operation]).to_string(),
        "\n [{".to_owned(),
    ] {
        let response = api.post().body(body).send().await.unwrap();
        let (status, code, message) = rejection(response).await;
        assert_eq!(
            (status, &code[..]),
            (StatusCode::BAD_REQUEST, "BAD_USER_INPUT")
        );
        assert!(message.contains("batches are not supported"), "{message}");
    }
}

#[tokio::test]
async fn introspection_answers_is_one_of() {
    let api = Api::start().await;
    let query = "query ($name: String!) {
        __schema { types { ...Parts kind alias: isOneOf @include(if: true) } }
        input: __type(name: \"CreateThreadInput\") {
            isOneOf kind name
            inputFields { type { isOneOf ofType { isOneOf: isOneOf name } } }
        }
        object: __type(name: $name) { ... on __Type { isOneOf name } }
    }
    fragment Parts on __Type { isOneOf name }";
    let data = api.data(query, json!({ "name": "Customer" })).await;
    assert_eq!(
        data["object"],
        json!({ "isOneOf": null, "name": "Customer" })
    );
    let input = &data["input"];
    assert_eq!(input["isOneOf"], json!(false));
    assert_eq!(input["kind"], json!("INPUT_OBJECT"));
    let identifier = input["inputFields"].as_array().unwrap().iter();
    let mut types = identifier.map(|it| &it["type"]["ofType"]);
    let expected = json!({ "isOneOf": false, "name": "CustomerIdentifierInput" });
    assert!(types.any(|it| *it == expected), "{input}");
    for part in data["__schema"]["types"].as_array().unwrap() {
        let expected = match part["kind"].as_str().unwrap() {
            "INPUT_OBJECT" => json!(false),
            _ => Value::Null,
        };
        assert_eq!(
            (&part["isOneOf"], &part["alias"]),
            (&expected, &expected),
            "{part}"
        );
        assert_eq!(part.as_object().unwrap().len(), 4, "{part}");
    }
    let fields = "{ __type(name: \"__Type\") { fields { name type { name } } } }";
    let fields = api.data(fields, json!({})).await["__type"]["fields"].take();
    let expected = json!({ "name": "isOneOf", "type": { "name": "Boolean" } });
    assert!(fields.as_array().unwrap().contains(&expected), "{fields}");
    // It is a field of types only.
    let (_, code, _) = api
        .rejection("{ customers { edges { node { isOneOf } } } }", json!({}))
        .await;
    assert_eq!(code, "GRAPHQL_VALIDATION_FAILED");
}

#[tokio::test]
async fn an_oversized_body_is_not_kept_in_memory() {
    let api = Api::start().await;
    // More than any machine has.
    let length: u64 = 1 << 50;
    api.sandbox
        .faults()
        .set([Fault::oversized_body(usize::try_from(length).unwrap())]);
    let request = api.post().json(&json!({ "query": "{ __typename }" }));
    let mut response = request.send().await.unwrap();
    assert_eq!(response.content_length(), Some(length));
    assert!(!response.chunk().await.unwrap().unwrap().is_empty());
}
