//! Thread fields and their schemas.

use plain_sandbox::seed;
use serde_json::{Value, json};

use crate::Api;

#[tokio::test]
async fn a_thread_field_is_created_updated_and_left_alone() {
    let api = Api::start().await;
    let fields = "result threadField {
        key type threadId stringValue booleanValue numberValue dateValue { iso8601 }
    }";
    let field = |kind: &str, name: &str, value: Value| {
        let identifier = json!({ "threadId": seed::THREAD_ID, "key": "plan" });
        let mut input = json!({ "identifier": identifier, "type": kind });
        input[name] = value;
        input
    };
    for (kind, name, value, result) in [
        ("STRING", "stringValue", json!("free"), "CREATED"),
        ("STRING", "stringValue", json!("free"), "NOOP"),
        ("STRING", "stringValue", json!("team"), "UPDATED"),
        ("ENUM", "stringValue", json!("team"), "UPDATED"),
        ("CURRENCY", "numberValue", json!(9.5), "UPDATED"),
        ("NUMBER", "numberValue", json!(12), "UPDATED"),
        ("BOOL", "booleanValue", json!(false), "UPDATED"),
    ] {
        let input = field(kind, name, value.clone());
        let output = api.mutate_ok("upsertThreadField", input, fields).await;
        assert_eq!(output["result"], result, "{kind} {value}");
        assert_eq!(output["threadField"]["type"], kind);
        // A whole number is returned as a `Float`.
        let expected = value.as_f64().map_or(value, Value::from);
        assert_eq!(output["threadField"][name], expected);
    }
    assert_eq!(
        api.sandbox.threads()[0].fields,
        [("plan".to_owned(), json!(false))]
    );
    for (input, field, kind) in [
        (
            field("BOOL", "stringValue", json!("a")),
            "booleanValue",
            "REQUIRED",
        ),
        (
            field("DATE", "dateValue", json!("soon")),
            "dateValue",
            "VALIDATION",
        ),
    ] {
        let invalid = "input_validation";
        api.assert_error("upsertThreadField", input, invalid, &[[field, kind]])
            .await;
    }
    let mut missing = field("BOOL", "booleanValue", json!(true));
    missing["identifier"]["threadId"] = json!("th_1");
    let fields: &[[&str; 2]] = &[["identifier.threadId", "NOT_FOUND"]];
    api.assert_error("upsertThreadField", missing, "not_found", fields)
        .await;
}

/// The input of a schema.
fn schema(key: &str, kind: &str, values: &[&str]) -> Value {
    json!({
        "label": format!("Label of {key}"), "key": key, "description": "d", "order": 1, "type": kind,
        "enumValues": values, "isRequired": false, "isAiAutoFillEnabled": true,
    })
}

#[tokio::test]
async fn a_schema_has_the_fields_of_its_input() {
    let api = Api::start().await;
    let label = api.sandbox.add_label_type("Bug");
    let fields = "threadFieldSchema {
        id label key description order type enumValues isRequired isAiAutoFillEnabled
        isAvailableToAgents isClientReadonly defaultStringValue defaultNumberValue
        dependsOnThreadField { threadFieldSchemaId threadFieldSchemaValue }
        dependsOnLabels { labelTypeId }
    }";
    let create = "createThreadFieldSchema";
    let plan = api
        .mutate_ok(create, schema("plan", "ENUM", &["free", "team"]), fields)
        .await;
    let plan = &plan["threadFieldSchema"]["id"];
    let mut input = schema("seats_2", "NUMBER", &[]);
    let depends_on = json!({ "threadFieldSchemaId": plan, "threadFieldSchemaValue": "team" });
    input["order"] = json!(0);
    input["defaultNumberValue"] = json!(1.5);
    input["isClientReadonly"] = json!(true);
    input["dependsOnThreadField"] = depends_on.clone();
    input["dependsOnLabelTypeIds"] = json!([label]);
    let mut seats = api.mutate_ok(create, input, fields).await;
    let id = seats["threadFieldSchema"]["id"].take();
    let expected = json!({
        "id": null, "label": "Label of seats_2", "key": "seats_2", "description": "d", "order": 0,
        "type": "NUMBER", "enumValues": [], "isRequired": false, "isAiAutoFillEnabled": true,
        "isAvailableToAgents": false, "isClientReadonly": true, "defaultStringValue": null,
        "defaultNumberValue": 1.5, "dependsOnThreadField": depends_on,
        "dependsOnLabels": [{ "labelTypeId": label }],
    });
    assert_eq!(seats["threadFieldSchema"], expected);
    let query = "query ($id: ID!) {
        threadFieldSchema(threadFieldSchemaId: $id) { key }
        threadFieldSchemas { edges { node { key } } }
    }";
    let data = api.data(query, json!({ "id": id })).await;
    assert_eq!(data["threadFieldSchema"]["key"], "seats_2");
    let keys = json!([{ "node": { "key": "seats_2" } }, { "node": { "key": "plan" } }]);
    assert_eq!(data["threadFieldSchemas"]["edges"], keys);
}

#[tokio::test]
async fn invalid_schemas_are_rejected() {
    let api = Api::start().await;
    let create = "createThreadFieldSchema";
    let fields = "threadFieldSchema { id }";
    let plan = api
        .mutate_ok(create, schema("plan", "STRING", &[]), fields)
        .await;
    let mut child = schema("child", "STRING", &[]);
    child["dependsOnThreadField"] = json!({
        "threadFieldSchemaId": plan["threadFieldSchema"]["id"], "threadFieldSchemaValue": "a",
    });
    let child = api.mutate_ok(create, child, fields).await;
    let id = &child["threadFieldSchema"]["id"];
    let cannot = "cannot_create_thread_field_schema";
    let parent = "dependsOnThreadField.threadFieldSchemaId";
    let nested = |id: &Value| json!({ "threadFieldSchemaId": id, "threadFieldSchemaValue": "1" });
    for (name, value, code, field) in [
        (
            "label",
            json!("Label of plan"),
            cannot,
            ["label", "VALIDATION"],
        ),
        (
            "label",
            json!(""),
            "input_validation",
            ["label", "REQUIRED"],
        ),
        ("key", json!("plan"), cannot, ["key", "VALIDATION"]),
        (
            "key",
            json!("camelCase"),
            "input_validation",
            ["key", "VALIDATION"],
        ),
        (
            "dependsOnThreadField",
            nested(id),
            cannot,
            [parent, "VALIDATION"],
        ),
        (
            "dependsOnThreadField",
            nested(&json!("x")),
            "not_found",
            [parent, "NOT_FOUND"],
        ),
        (
            "dependsOnLabelTypeIds",
            json!(["lt_1"]),
            "not_found",
            ["dependsOnLabelTypeIds", "NOT_FOUND"],
        ),
    ] {
        let mut input = schema("new", "STRING", &[]);
        input[name] = value;
        api.assert_error(create, input, code, &[field]).await;
    }
}

#[tokio::test]
async fn fields_must_fit_the_schemas_of_the_workspace() {
    let api = Api::start().await;
    api.sandbox.add_thread_field_schema("paying", "BOOL");
    let plan = schema("plan", "ENUM", &["free", "team"]);
    api.mutate_ok("createThreadFieldSchema", plan, "").await;
    let string = |key: &str, kind: &str, value: &str| json!({ "key": key, "type": kind, "stringValue": value });
    let invalid = "input_validation";
    for (field, code, name, kind) in [
        (
            string("tier", "STRING", "a"),
            "not_found",
            "key",
            "NOT_FOUND",
        ),
        (
            string("paying", "STRING", "yes"),
            invalid,
            "type",
            "VALIDATION",
        ),
        (
            string("plan", "ENUM", "huge"),
            invalid,
            "stringValue",
            "VALIDATION",
        ),
    ] {
        let valid = json!({ "key": "paying", "type": "BOOL", "booleanValue": true });
        let input = json!({
            "customerIdentifier": { "customerId": seed::CUSTOMER_ID },
            "threadFields": [valid, field],
        });
        let path = format!("threadFields[1].{name}");
        api.assert_error("createThread", input, code, &[[&path, kind]])
            .await;
        let mut input = field.clone();
        let key = input.as_object_mut().unwrap().remove("key");
        input["identifier"] = json!({ "threadId": seed::THREAD_ID, "key": key });
        let path = if name == "key" {
            "identifier.key"
        } else {
            name
        };
        api.assert_error("upsertThreadField", input, code, &[[path, kind]])
            .await;
    }
    assert_eq!(api.sandbox.threads().len(), 1);
    let input = json!({
        "customerIdentifier": { "customerId": seed::CUSTOMER_ID },
        "threadFields": [string("plan", "ENUM", "team")],
    });
    api.mutate_ok("createThread", input, "").await;
}

#[tokio::test]
async fn a_thread_needs_its_required_fields_to_be_done() {
    let api = Api::start().await;
    let mut required = schema("plan", "STRING", &[]);
    required["isRequired"] = json!(true);
    api.mutate_ok("createThreadFieldSchema", required, "").await;
    let thread = json!({ "threadId": seed::THREAD_ID });
    let fields = ["threadId", "VALIDATION"];
    api.assert_error(
        "markThreadAsDone",
        thread.clone(),
        "input_validation",
        &[fields],
    )
    .await;
    api.mutate_ok("markThreadAsTodo", thread.clone(), "").await;
    let identifier = json!({ "threadId": seed::THREAD_ID, "key": "plan" });
    let field = json!({ "identifier": identifier, "type": "STRING", "stringValue": "free" });
    api.mutate_ok("upsertThreadField", field, "").await;
    api.mutate_ok("markThreadAsDone", thread, "").await;
    assert_eq!(api.sandbox.threads()[0].status, "DONE");
}
