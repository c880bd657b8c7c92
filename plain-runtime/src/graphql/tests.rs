//! Operations and their variables, validated against the schema.

use std::time::SystemTime;

use apollo_compiler::request::{RequestError, coerce_variable_values};
use apollo_compiler::response::JsonMap;
use apollo_compiler::validation::Valid;
use apollo_compiler::{ExecutableDocument, Schema};
use serde::Serialize;
use serde_json::{Value, json};

use super::{
    ADD_CUSTOMER_TO_TENANTS, ADD_LABELS, ASSIGN_THREAD, CHANGE_THREAD_PRIORITY,
    CREATE_CUSTOMER_EVENT, CREATE_NOTE, CREATE_THREAD, CREATE_THREAD_EVENT, CUSTOMER,
    CUSTOMER_BY_EMAIL, CUSTOMER_BY_EXTERNAL_ID, Idempotency, Input, MARK_THREAD_AS_DONE,
    MARK_THREAD_AS_TODO, Operation, REPLY_TO_THREAD, SET_CUSTOMER_TENANTS, THREAD,
    THREAD_BY_EXTERNAL_ID, THREAD_ENTRIES, TIMELINE_ENTRIES, UPSERT_CUSTOMER, UPSERT_TENANT,
    UPSERT_THREAD_FIELD, encode_request,
};
use crate::{
    CreateNoteInput, CustomerIdentifier, EmailAddressInput, EventComponent, OptionalStringInput,
    ReplyToThreadInput, TenantIdentifier, UpsertCustomerInput, UpsertCustomerOnCreateInput,
    UpsertCustomerOnUpdateInput, UpsertTenantInput, components, customer_event, thread,
    thread_event,
};

const ALL: [Operation<'static>; 22] = [
    CREATE_CUSTOMER_EVENT,
    CREATE_THREAD_EVENT,
    UPSERT_CUSTOMER,
    CUSTOMER,
    CUSTOMER_BY_EMAIL,
    CUSTOMER_BY_EXTERNAL_ID,
    ADD_CUSTOMER_TO_TENANTS,
    SET_CUSTOMER_TENANTS,
    UPSERT_TENANT,
    TIMELINE_ENTRIES,
    THREAD_ENTRIES,
    THREAD,
    THREAD_BY_EXTERNAL_ID,
    CREATE_THREAD,
    MARK_THREAD_AS_DONE,
    MARK_THREAD_AS_TODO,
    CHANGE_THREAD_PRIORITY,
    ASSIGN_THREAD,
    ADD_LABELS,
    UPSERT_THREAD_FIELD,
    REPLY_TO_THREAD,
    CREATE_NOTE,
];

fn schema() -> Valid<Schema> {
    Schema::parse_and_validate(plain_schema::SDL, "schema.graphql").unwrap()
}

/// Validates an encoded request as a server does before execution.
fn check(operation: &Operation<'_>, variables: impl Serialize) -> Result<(), RequestError> {
    let body = encode_request(operation, &variables).unwrap();
    let body: Value = serde_json::from_slice(&body).unwrap();
    let schema = schema();
    let query = body["query"].as_str().unwrap();
    let document = ExecutableDocument::parse_and_validate(&schema, query, "query.graphql").unwrap();
    let operation = document.operations.get(body["operationName"].as_str())?;
    let variables: JsonMap = serde_json::from_value(body["variables"].clone()).unwrap();
    coerce_variable_values(&schema, operation, &variables).map(drop)
}

fn every_component() -> Vec<EventComponent> {
    let at = SystemTime::UNIX_EPOCH;
    components![
        text("a", size = S, color = Muted),
        plain_text("a", size = L, color = Error),
        spacer(XL),
        divider(spacing_size = XS),
        badge("a", color = Blue),
        link_button("a", "https://acme.com"),
        copy_button("a", tooltip_label = "b"),
        workflow_button("a", workflow_key("b")),
        workflow_button("a", workflow_id("b")),
        date_time(at),
        user(user_id("u_1")),
        user(email_address("jane@acme.com")),
        user(machine_user_id("mu_1")),
        row(main_content = [text("a")], aside_content = [badge("b")]),
        container(content = [row(main_content = [text("a")], aside_content = [spacer(S)])]),
    ]
}

#[test]
fn operations_are_valid() {
    for operation in ALL {
        let name = operation.name.unwrap();
        ExecutableDocument::parse_and_validate(&schema(), operation.query, name)
            .unwrap_or_else(|invalid| panic!("{name}: {invalid}"));
        for text in [name, operation.query] {
            assert_eq!(
                serde_json::to_string(text).unwrap(),
                format!("\"{text}\""),
                "needs no JSON escapes",
            );
        }
        assert!(!operation.permissions.is_empty(), "{name}");
    }
}

#[test]
fn event_and_customer_variables_match_the_schema() {
    for customer in [
        CustomerIdentifier::EmailAddress("jane@acme.com".into()),
        CustomerIdentifier::ExternalId("jane".into()),
        CustomerIdentifier::CustomerId("c_1".into()),
    ] {
        let event = customer_event!(
            title = "a",
            customer_identifier = customer,
            components = [..every_component()],
            external_id = "b",
            timestamp = SystemTime::UNIX_EPOCH,
            is_collapsed = true,
        );
        check(&CREATE_CUSTOMER_EVENT, Input { input: &event }).unwrap();
    }
    let event = thread_event!(
        title = "a",
        thread_id = "th_1",
        components = [..every_component()],
    );
    check(&CREATE_THREAD_EVENT, Input { input: &event }).unwrap();

    for (operation, argument) in [
        (CUSTOMER, "customerId"),
        (CUSTOMER_BY_EMAIL, "email"),
        (CUSTOMER_BY_EXTERNAL_ID, "externalId"),
    ] {
        check(&operation, json!({ argument: "a" })).unwrap();
        check(&operation, json!({ "another": "a" })).unwrap_err();
    }
}

#[test]
fn upsert_variables_match_the_schema() {
    let email = EmailAddressInput {
        email: "jane@acme.com".to_owned(),
        is_verified: true,
    };
    let mut jane = UpsertCustomerInput {
        identifier: CustomerIdentifier::EmailAddress("jane@acme.com".into()),
        on_create: UpsertCustomerOnCreateInput {
            external_id: None,
            full_name: "Jane".to_owned(),
            short_name: None,
            email: email.clone(),
        },
        on_update: UpsertCustomerOnUpdateInput::default(),
    };
    check(&UPSERT_CUSTOMER, Input { input: &jane }).unwrap();
    jane.on_create.external_id = Some("jane".to_owned());
    jane.on_create.short_name = Some("J".to_owned());
    jane.on_update = UpsertCustomerOnUpdateInput {
        external_id: Some(OptionalStringInput { value: None }),
        full_name: Some("Jane".into()),
        short_name: Some("J".into()),
        email: Some(email),
    };
    check(&UPSERT_CUSTOMER, Input { input: &jane }).unwrap();
}

#[test]
fn thread_variables_match_the_schema() {
    let tag = "lt_2".to_owned();
    for full in [
        thread!(
            customer_identifier = external_id("jane"),
            title = "a",
            description = "b",
            components = [..every_component()],
            priority = Urgent,
            label_type_ids = ["lt_1", tag],
            thread_fields = [
                string_field("a", "b"),
                enum_field("b", "c"),
                bool_field("c", true),
                number_field("d", 1),
                currency_field("e", 9.5),
                date_field("f", SystemTime::UNIX_EPOCH),
            ],
            tenant_identifier = tenant_id("te_1"),
            assigned_to = user_id("u_1"),
            external_id = "c",
            attachment_ids = ["att_1"],
        ),
        thread!(
            customer_identifier = customer_id("c_1"),
            tenant_identifier = external_id("acme"),
            assigned_to = machine_user_id("mu_1"),
        ),
        thread!(customer_identifier = email_address("jane@acme.com")),
    ] {
        check(&CREATE_THREAD, Input { input: &full }).unwrap();
    }

    check(&THREAD, json!({ "threadId": "th_1" })).unwrap();
    let by_external_id = json!({ "customerId": "c_1", "externalId": "a" });
    check(&THREAD_BY_EXTERNAL_ID, by_external_id).unwrap();
    check(&THREAD_BY_EXTERNAL_ID, json!({ "externalId": "a" })).unwrap_err();
}

#[test]
fn tenant_reply_and_note_variables_match_the_schema() {
    let mut acme = UpsertTenantInput::by_external_id("acme", "Acme Inc.");
    check(&UPSERT_TENANT, Input { input: &acme }).unwrap();
    acme.identifier = TenantIdentifier::tenant_id("te_1");
    acme.url = Some(OptionalStringInput { value: None });
    check(&UPSERT_TENANT, Input { input: &acme }).unwrap();
    check(
        &UPSERT_TENANT,
        Input {
            input: &acme.url("https://acme.com"),
        },
    )
    .unwrap();

    let mut reply = ReplyToThreadInput::new("th_1", "a");
    check(&REPLY_TO_THREAD, Input { input: &reply }).unwrap();
    reply.markdown_content = Some("**a**".to_owned());
    reply.attachment_ids = vec!["att_1".to_owned()];
    check(&REPLY_TO_THREAD, Input { input: &reply }).unwrap();

    let mut note = CreateNoteInput::new("c_1", "a");
    check(&CREATE_NOTE, Input { input: &note }).unwrap();
    note.thread_id = Some("th_1".to_owned());
    note.markdown = Some("**a**".to_owned());
    note.attachment_ids = vec!["att_1".to_owned()];
    check(&CREATE_NOTE, Input { input: &note }).unwrap();
}

#[test]
fn unknown_variable_field_is_rejected() {
    let mut event = serde_json::to_value(customer_event!(
        title = "a",
        customer_identifier = customer_id("c_1"),
        components = [text("b")],
    ))
    .unwrap();
    check(&CREATE_CUSTOMER_EVENT, Input { input: &event }).unwrap();
    event["colour"] = Value::from("RED");
    check(&CREATE_CUSTOMER_EVENT, Input { input: &event }).unwrap_err();
}

#[test]
fn only_mutations_are_not_idempotent() {
    for (query, idempotency) in [
        ("{ customers { totalCount } }", Idempotency::Idempotent),
        (
            "query Q { thread(threadId: 1) { id } }",
            Idempotency::Idempotent,
        ),
        (
            "mutation { deleteCustomer { id } }",
            Idempotency::NonIdempotent,
        ),
        ("# One more\nmutation M { a }", Idempotency::NonIdempotent),
        ("query Q { a } mutation M { b }", Idempotency::NonIdempotent),
    ] {
        assert_eq!(Operation::custom(query).idempotency, idempotency, "{query}");
    }
}

#[test]
fn custom_document_is_sent_unchanged() {
    let query = "query Q($a: String) { # \"\\\n\tcustomer }";
    let body = encode_request(&Operation::custom(query), &json!({ "a": 1 })).unwrap();
    let body: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(body, json!({ "query": query, "variables": { "a": 1 } }));
}
