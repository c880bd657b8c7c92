//! Threads: `thread!` gives the expected input.

use std::time::SystemTime;

use plain_runtime::thread_field::{BoolField, StringField};
use plain_runtime::{
    AssigneeIdentifier, CreateThreadInput, CustomerIdentifier, TenantIdentifier, ThreadField,
    ThreadPriority, components, thread,
};
use serde_json::{Value, json};

fn json_of(thread: &CreateThreadInput) -> Value {
    assert_eq!(thread.validate(), Ok(()));
    serde_json::to_value(thread).unwrap()
}

#[test]
fn only_the_customer_is_required() {
    assert_eq!(
        json_of(&thread!(customer_identifier = customer_id("c_1"))),
        json!({ "customerIdentifier": { "customerId": "c_1" } })
    );
}

#[test]
fn every_field_is_serialised() {
    let (id, subject) = (7, "a*b");
    let thread = thread!(
        customer_identifier = email_address("jane@acme.com"),
        title = "{subject}",
        description = "Ticket {id}",
        components = [text("**{subject}**"), divider()],
        priority = Urgent,
        label_type_ids = ["lt_1", "lt_{id}"],
        thread_fields = [
            string_field("plan", "Pro {subject}"),
            enum_field("tier", "gold"),
            bool_field(key = "trial", value = false),
            number_field("seats", 12),
            currency_field("price", -99.95),
            date_field("renewal", "2024-10-28T18:30:00Z"),
        ],
        tenant_identifier = tenant_id("te_1"),
        assigned_to = machine_user_id("mu_1"),
        external_id = "ticket-{id}",
        attachment_ids = ["att_1"],
    );
    assert_eq!(
        json_of(&thread),
        json!({
            "customerIdentifier": { "emailAddress": "jane@acme.com" },
            "title": "a*b",
            "description": "Ticket 7",
            "components": [
                { "componentText": { "text": "**a\\*b**" } },
                { "componentDivider": {} },
            ],
            "priority": 0,
            "labelTypeIds": ["lt_1", "lt_7"],
            "threadFields": [
                { "key": "plan", "type": "STRING", "stringValue": "Pro a*b" },
                { "key": "tier", "type": "ENUM", "stringValue": "gold" },
                { "key": "trial", "type": "BOOL", "booleanValue": false },
                { "key": "seats", "type": "NUMBER", "numberValue": 12 },
                { "key": "price", "type": "CURRENCY", "numberValue": -99.95 },
                { "key": "renewal", "type": "DATE", "dateValue": "2024-10-28T18:30:00Z" },
            ],
            "tenantIdentifier": { "tenantId": "te_1" },
            "assignedTo": { "machineUserId": "mu_1" },
            "externalId": "ticket-7",
            "attachmentIds": ["att_1"],
        })
    );
}

fn label(name: &str) -> String {
    format!("lt_{name}")
}

#[test]
fn texts_take_control_flow_calls_and_splices() {
    const DEFAULT: &str = "lt_default";
    let (is_bug, team, more) = (true, Some("billing"), vec!["lt_x", "lt_y"]);
    let none: Option<String> = None;
    let thread = thread!(
        customer_identifier = customer_id("c_1"),
        label_type_ids = [
            DEFAULT,
            if is_bug { "lt_bug" } else { "lt_other" },
            if let Some(team) = team {
                "lt_{team}"
            },
            match more.len() {
                2 => label("two"),
                _ => format!("lt_{}", more.len()),
            },
            for id in &more {
                id
            },
            ..&more,
            ..none,
            label("a"),
            format!("lt_{}", 1),
            #[cfg(any())]
            "lt_never",
        ],
    );
    assert_eq!(
        json_of(&thread)["labelTypeIds"],
        json!([
            "lt_default",
            "lt_bug",
            "lt_billing",
            "lt_two",
            "lt_x",
            "lt_y",
            "lt_x",
            "lt_y",
            "lt_a",
            "lt_1"
        ])
    );
}

#[test]
fn thread_fields_take_control_flow_and_splices() {
    const SEATS: u8 = 3;
    const IS_TRIAL: bool = true;
    let own = ThreadField::from(StringField {
        key: "own".into(),
        value: "a".into(),
    });
    let (plan, price, is_paid) = (Some("Pro"), 9.5_f32, &true);
    let thread = thread!(
        customer_identifier = customer_id("c_1"),
        thread_fields = [
            if let Some(plan) = plan {
                string_field("plan", plan)
            } else {
                string_field("plan", "none");
            },
            number_field("seats", SEATS),
            currency_field("price", &price),
            bool_field("trial", IS_TRIAL),
            bool_field("paid", is_paid),
            date_field("since", SystemTime::UNIX_EPOCH),
            for (index, name) in ["a", "b"].iter().enumerate() {
                let key = format!("item_{index}");
                string_field(key, "{name}")
            },
            ..[own],
            ..Some(BoolField {
                key: "last".into(),
                value: false
            }),
        ],
    );
    let fields = json_of(&thread)["threadFields"].clone();
    let keys: Vec<&str> = fields
        .as_array()
        .unwrap()
        .iter()
        .map(|field| field["key"].as_str().unwrap())
        .collect();
    assert_eq!(
        keys,
        [
            "plan", "seats", "price", "trial", "paid", "since", "item_0", "item_1", "own", "last"
        ]
    );
    assert_eq!(fields[1]["numberValue"], 3);
    assert_eq!(fields[2]["numberValue"], 9.5);
}

#[test]
fn values_may_be_expressions_and_options() {
    let customer = CustomerIdentifier::external_id("jane");
    let tenant = Some(TenantIdentifier::external_id("acme"));
    let assignee = AssigneeIdentifier::user_id("u_1");
    let (title, priority): (Option<String>, _) = (None, ThreadPriority::Low);
    let thread = thread!(
        customer_identifier = &customer,
        title = title,
        description = None,
        priority = Some(priority),
        tenant_identifier = &tenant,
        assigned_to = if title.is_none() {
            Some(assignee)
        } else {
            None
        },
        external_id = Some(7),
    );
    assert_eq!(
        json_of(&thread),
        json!({
            "customerIdentifier": { "externalId": "jane" },
            "priority": 3,
            "tenantIdentifier": { "externalId": "acme" },
            "assignedTo": { "userId": "u_1" },
            "externalId": "7",
        })
    );
}

#[test]
fn fragment_is_shared_by_all_entities() {
    let footer = || components![divider(), plain_text("a")];
    let event = plain_runtime::customer_event!(
        title = "a",
        customer_identifier = customer_id("c_1"),
        components = [..footer()],
    );
    let thread = thread!(
        customer_identifier = customer_id("c_1"),
        components = [..footer()]
    );
    let card = plain_runtime::customer_card!(components = [..footer()]);
    assert_eq!(thread.components.as_deref(), Some(&*event.components));
    assert_eq!(card.components, event.components);
}

#[test]
fn empty_lists_of_texts_and_fields_are_allowed() {
    let thread = thread!(
        customer_identifier = customer_id("c_1"),
        label_type_ids = [],
        thread_fields = [],
    );
    assert_eq!(json_of(&thread)["labelTypeIds"], json!([]));
    assert_eq!(json_of(&thread)["threadFields"], json!([]));
}

#[test]
fn constant_lists_are_borrowed() {
    let thread = thread!(
        customer_identifier = customer_id("c_1"),
        components = [badge("a")],
        label_type_ids = ["lt_1"],
        thread_fields = [number_field("a", 1.5), bool_field("b", true)],
    );
    assert!(matches!(
        thread.components,
        Some(std::borrow::Cow::Borrowed(_))
    ));
    assert!(matches!(
        thread.label_type_ids,
        Some(std::borrow::Cow::Borrowed(_))
    ));
    assert!(matches!(
        thread.thread_fields,
        Some(std::borrow::Cow::Borrowed(_))
    ));
}
