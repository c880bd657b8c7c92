//! Structs: attributes of the type and of its fields.

use std::fmt::Display;
use std::time::{Duration, SystemTime};

use plain_runtime::{
    CustomerEvent, CustomerIdentifier, EventComponent, SpacingSize, TextColor, ThreadEvent,
    UserIdentifier, components,
};
use serde_json::{Value, json};

fn input(event: &impl CustomerEvent) -> Value {
    serde_json::to_value(event.customer_event()).unwrap()
}

#[derive(CustomerEvent)]
#[customer_event(
    title = "API key generated",
    customer_identifier = email_address(owner_email),
    external_id = "api-key-{id}",
    components = [
        text("New API key was added with the fingerprint **{fingerprint}** with {roles} associated roles."),
        spacer(M),
        link_button("View in admin", "https://admin.your-app.com/keys/{id}"),
    ],
)]
struct ApiKeyGenerated {
    id: u64,
    owner_email: String,
    fingerprint: String,
    roles: usize,
}

#[test]
fn fields_are_in_scope() {
    let event = ApiKeyGenerated {
        id: 17,
        owner_email: "jane@acme.com".to_owned(),
        fingerprint: "3b_7*".to_owned(),
        roles: 4,
    };
    assert_eq!(
        input(&event),
        json!({
            "title": "API key generated",
            "customerIdentifier": { "emailAddress": "jane@acme.com" },
            "components": [
                { "componentText": { "text": r"New API key was added with the fingerprint **3b_7\*** with 4 associated roles." } },
                { "componentSpacer": { "spacerSize": "M" } },
                { "componentLinkButton": {
                    "linkButtonLabel": "View in admin",
                    "linkButtonUrl": "https://admin.your-app.com/keys/17",
                } },
            ],
            "externalId": "api-key-17",
        }),
    );
}

#[derive(CustomerEvent)]
#[customer_event(title = "Invoice {number} paid")]
struct InvoicePaid {
    #[customer_event(customer_identifier = external_id)]
    account: u32,
    #[customer_event(external_id)]
    number: String,
    #[customer_event(timestamp)]
    paid_at: SystemTime,
    #[customer_event(is_collapsed)]
    is_small: bool,
    #[customer_event(badge(color = Green))]
    status: &'static str,
    #[customer_event(copy_button(tooltip_label = "Payment ID"))]
    payment: Option<String>,
    #[customer_event(date_time)]
    due: Option<SystemTime>,
}

#[test]
fn field_attributes_set_fields_and_add_components() {
    let mut event = InvoicePaid {
        account: 5,
        number: "2026-1".to_owned(),
        paid_at: SystemTime::UNIX_EPOCH + Duration::from_mins(28_835_670),
        is_small: true,
        status: "paid",
        payment: Some("pay_1".to_owned()),
        due: None,
    };
    assert_eq!(
        input(&event),
        json!({
            "title": "Invoice 2026-1 paid",
            "customerIdentifier": { "externalId": "5" },
            "components": [
                { "componentBadge": { "badgeLabel": "paid", "badgeColor": "GREEN" } },
                { "componentCopyButton": { "copyButtonValue": "pay_1", "copyButtonTooltipLabel": "Payment ID" } },
            ],
            "externalId": "2026-1",
            "timestamp": "2024-10-28T18:30:00.000Z",
            "isCollapsed": true,
        }),
    );
    event.payment = None;
    assert_eq!(input(&event)["components"].as_array().unwrap().len(), 1);
}

#[derive(CustomerEvent)]
#[customer_event(
    title = "Seats",
    components = [text("before"), .., text("after")],
    customer_identifier = customer,
)]
struct Contract<'a, T, U>
where
    U: Copy,
{
    customer: CustomerIdentifier,
    #[customer_event(text(color = color), plain_text)]
    name: &'a str,
    color: Option<TextColor>,
    #[customer_event(badge)]
    seats: T,
    #[customer_event(badge(color = Red))]
    r#type: U,
    #[customer_event(user)]
    by: UserIdentifier,
    #[customer_event(spacer)]
    size: SpacingSize,
}

#[test]
fn generic_structs_with_raw_and_typed_fields() {
    let event = Contract {
        customer: CustomerIdentifier::CustomerId("c_1".into()),
        name: "Jane",
        color: Some(TextColor::Muted),
        seats: 3,
        r#type: 'x',
        by: UserIdentifier::UserId("u_1".into()),
        size: SpacingSize::XL,
    };
    assert_eq!(
        input(&event)["components"],
        json!([
            { "componentText": { "text": "before" } },
            { "componentText": { "text": "Jane", "textColor": "MUTED" } },
            { "componentPlainText": { "plainText": "Jane" } },
            { "componentBadge": { "badgeLabel": "3" } },
            { "componentBadge": { "badgeLabel": "x", "badgeColor": "RED" } },
            { "componentUser": { "userIdentifier": { "userId": "u_1" } } },
            { "componentSpacer": { "spacerSize": "XL" } },
            { "componentText": { "text": "after" } },
        ]),
    );
}

#[derive(ThreadEvent)]
#[thread_event(title = "Escalated to {_1}", thread_id = _0, components = [badge("P1")])]
struct Escalated(&'static str, String);

#[derive(CustomerEvent)]
#[customer_event(
    title = "Signed up",
    customer_identifier = external_id("all"),
    components = [text("Hello.")]
)]
struct SignedUp;

#[derive(CustomerEvent)]
#[customer_event(transparent)]
struct Wrapped<T>(T);

#[test]
fn tuple_unit_and_transparent_structs() {
    use plain_runtime::ThreadEvent as _;

    let event = Escalated("th_1", "Grace".to_owned()).thread_event();
    assert_eq!(
        (&*event.title, &*event.thread_id),
        ("Escalated to Grace", "th_1")
    );
    assert_eq!(
        Wrapped(SignedUp).customer_event(),
        SignedUp.customer_event()
    );
}

#[derive(CustomerEvent)]
#[customer_event(
    title = "Roles of {user.name}",
    customer_identifier = external_id(user.name),
    components = [
        for role in roles {
            badge("{role}")
        },
        if let Some(note) = note {
            text("{note}: {user.name}")
        } else {
            divider()
        },
        ..footer(),
    ],
)]
struct Grant<R: Display> {
    user: Named,
    roles: Vec<R>,
    note: Option<String>,
    #[cfg(any())]
    gone: Missing,
}

struct Named {
    name: &'static str,
}

fn footer() -> Vec<EventComponent> {
    components![text("{NOTE}")]
}

const NOTE: &str = "All roles.";

#[test]
fn lists_can_iterate_over_fields() {
    let event = Grant {
        user: Named { name: "Jane" },
        roles: vec!["a", "b"],
        note: None,
    };
    assert_eq!(
        input(&event)["components"],
        json!([
            { "componentBadge": { "badgeLabel": "a" } },
            { "componentBadge": { "badgeLabel": "b" } },
            { "componentDivider": {} },
            { "componentText": { "text": "All roles." } },
        ]),
    );
}

#[derive(CustomerEvent)]
#[customer_event(
    title = "A",
    customer_identifier = external_id("a"),
    components = [
        #[cfg(any())]
        badge("{gone} {id}"),
        #[cfg(not(any()))]
        badge("{kept}"),
        #[cfg(any())]
        if gone > 1 {
            badge("{gone}")
        },
    ],
)]
struct Conditional {
    #[cfg(any())]
    gone: u32,
    #[cfg(not(any()))]
    kept: u32,
}

#[test]
fn items_with_cfg_capture_fields_with_cfg() {
    assert_eq!(
        input(&Conditional { kept: 1 })["components"],
        json!([{ "componentBadge": { "badgeLabel": "1" } }]),
    );
}
