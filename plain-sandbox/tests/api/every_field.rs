//! Every field of the schema can be resolved.

use std::fmt::Write as _;

use apollo_compiler::Schema;
use apollo_compiler::schema::ExtendedType;
use plain_sandbox::seed;
use serde_json::{Value, json};

use crate::{Api, customer_event, text};

/// Depth below which actors are not expanded, because they appear in almost every type.
const MAX_ACTOR_DEPTH: usize = 4;

/// Appends a selection of all fields of a type.
///
/// A recursive type, such as a user that refers to its creator, gets only `__typename`.
fn select<'a>(schema: &'a Schema, ty: &'a str, within: &mut Vec<&'a str>, query: &mut String) {
    query.push_str("{ __typename ");
    let is_deep = within.contains(&ty) || ty.ends_with("Actor") && within.len() > MAX_ACTOR_DEPTH;
    within.push(ty);
    match schema.types.get(ty) {
        _ if is_deep => {}
        Some(ExtendedType::Object(object)) => {
            for field in object.fields.values() {
                let inner = field.ty.inner_named_type();
                // Members of a union may have fields of the same name and different types.
                let _ = write!(query, "{ty}_{0}: {0} ", field.name);
                let is_leaf = schema
                    .types
                    .get(inner)
                    .is_none_or(|it| it.is_scalar() || it.is_enum());
                if !is_leaf {
                    select(schema, inner, within, query);
                }
            }
        }
        Some(ExtendedType::Union(union)) => {
            for member in &union.members {
                let _ = write!(query, "... on {} ", member.name);
                select(schema, &member.name, within, query);
            }
        }
        _ => {}
    }
    within.pop();
    query.push_str("} ");
}

/// Ids of records that the test created.
struct Records {
    entry: Value,
    label_type: String,
    tenant: String,
    schema: String,
}

/// Creates a record of each kind, with each kind of entry in the seeded thread.
async fn create_records(api: &Api) -> Records {
    let label_type = json!({ "name": "Bug", "externalId": "label" });
    let label_type = api
        .mutate_ok("createLabelType", label_type, "labelType { id }")
        .await;
    let label_type = label_type["labelType"]["id"].as_str().unwrap().to_owned();
    let child = json!({ "name": "Old", "parentLabelTypeId": label_type });
    api.mutate_ok("createLabelType", child, "").await;
    let tenant = api.sandbox.add_tenant("acme", "Acme");
    let member = json!({
        "customerIdentifier": { "customerId": seed::CUSTOMER_ID },
        "tenantIdentifiers": [{ "tenantId": tenant }],
    });
    api.mutate_ok("addCustomerToTenants", member, "").await;
    let thread = json!({ "threadId": seed::THREAD_ID });
    for (mutation, name, value) in [
        ("addLabels", "labelTypeIds", json!([label_type])),
        ("changeThreadPriority", "priority", json!(0)),
        ("assignThread", "userId", json!(seed::USER_ID)),
        (
            "markThreadAsDone",
            "statusDetail",
            json!("DONE_AUTOMATICALLY_SET"),
        ),
        ("replyToThread", "textContent", json!("a")),
    ] {
        let mut input = thread.clone();
        input[name] = value;
        api.mutate_ok(mutation, input, "").await;
    }
    let schema = json!({
        "label": "Plan", "key": "plan", "description": "d", "order": 1, "type": "ENUM",
        "enumValues": ["free"], "isRequired": false, "isAiAutoFillEnabled": false,
        "defaultDateValue": "2026-05-11", "dependsOnLabelTypeIds": [label_type],
    });
    let schema = api
        .mutate_ok(
            "createThreadFieldSchema",
            schema,
            "threadFieldSchema { id }",
        )
        .await;
    let schema = schema["threadFieldSchema"]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let note = json!({ "customerId": seed::CUSTOMER_ID, "text": "a" });
    api.mutate_ok("createNote", note, "").await;
    let entries = "query ($id: ID!) { timelineEntries(customerId: $id) { edges { cursor } } }";
    let mut data = api.data(entries, json!({ "id": seed::CUSTOMER_ID })).await;
    let entry = data["timelineEntries"]["edges"][0]["cursor"].take();
    Records {
        entry,
        label_type,
        tenant,
        schema,
    }
}

/// Arguments for a field of `Query`.
fn arguments(field: &str, records: &Records) -> String {
    let entry = &records.entry;
    match field {
        "customer" | "timelineEntries" => format!("customerId: {:?}", seed::CUSTOMER_ID),
        "customerByEmail" => format!("email: {:?}", seed::CUSTOMER_EMAIL_ADDRESS),
        "customerByExternalId" => format!("externalId: {:?}", seed::CUSTOMER_EXTERNAL_ID),
        "customers" | "labelTypes" | "tenants" | "threadFieldSchemas" | "threads" => {
            "first: 10".to_owned()
        }
        "thread" => format!("threadId: {:?}", seed::THREAD_ID),
        "threadByRef" => "ref: \"T-2\"".to_owned(),
        "threadByExternalId" => {
            format!(
                "customerId: {:?}, externalId: \"thread\"",
                seed::CUSTOMER_ID
            )
        }
        "timelineEntry" => {
            format!(
                "customerId: {:?}, timelineEntryId: {entry}",
                seed::CUSTOMER_ID
            )
        }
        "user" => format!("userId: {:?}", seed::USER_ID),
        "userByEmail" => format!("email: {:?}", seed::USER_EMAIL_ADDRESS),
        "labelType" => format!("labelTypeId: {:?}", records.label_type),
        "labelTypeByExternalId" => "externalId: \"label\"".to_owned(),
        "threadFieldSchema" => format!("threadFieldSchemaId: {:?}", records.schema),
        "tenant" => format!("tenantId: {:?}", records.tenant),
        "machineUser" => format!("machineUserId: {:?}", seed::MACHINE_USER_ID),
        _ => panic!("no arguments for {field}"),
    }
}

#[tokio::test]
async fn every_field_can_be_resolved() {
    let api = Api::start().await;
    let row = json!({ "componentRow": { "rowMainContent": [text("b")], "rowAsideContent": [] } });
    let components = json!([
        text("a"),
        { "componentContainer": { "containerContent": [row] } },
        { "componentUser": { "userIdentifier": { "userId": seed::USER_ID } } },
        { "componentUser": { "userIdentifier": { "machineUserId": seed::MACHINE_USER_ID } } },
        { "componentDateTime": { "dateTimeIso8601": "2026-05-11" } },
        { "componentWorkflowButton": {
            "workflowButtonLabel": "c", "workflowButtonWorkflowIdentifier": { "workflowKey": "d" },
        } },
    ]);
    let thread = json!({
        "customerIdentifier": { "customerId": seed::CUSTOMER_ID },
        "externalId": "thread",
        "components": components,
        "assignedTo": { "machineUserId": seed::MACHINE_USER_ID },
        "threadFields": [{ "key": "a", "type": "DATE", "dateValue": "2026-05-11" }],
    });
    api.create_thread(thread).await;
    api.create_customer_event(customer_event(&components)).await;
    let input = json!({ "threadId": seed::THREAD_ID, "title": "t", "components": components });
    api.create_thread_event(input).await;
    let records = create_records(&api).await;

    let schema = Schema::parse(plain_schema::SDL, "schema.graphql").unwrap();
    let queries = schema.get_object("Query").unwrap();
    for field in queries.fields.values() {
        let arguments = arguments(&field.name, &records);
        let mut query = format!("{{ {}({arguments}) ", field.name);
        let ty = field.ty.inner_named_type();
        select(&schema, ty, &mut Vec::new(), &mut query);
        query.push('}');
        let data = api.data(&query, json!({})).await;
        assert!(data[field.name.as_str()].is_object(), "{data}");
    }
}
