//! Form of a call: brackets, commas, and the order of fields.

use plain_runtime::{
    Client, CreateCustomerEventInput, EventComponent, components, customer_event, thread_event,
};
use serde_json::json;

use crate::json;

fn reference() -> CreateCustomerEventInput {
    customer_event!(
        title = "Trial completed",
        customer_identifier = email_address("jane@acme.com"),
        components = [text("Fourteen days are over."), spacer(M)],
        external_id = "trial-17",
    )
}

#[test]
fn all_brackets_are_equivalent() {
    let braces = customer_event! {
        title = "Trial completed",
        customer_identifier = email_address("jane@acme.com"),
        components = [text("Fourteen days are over."), spacer(M)],
        external_id = "trial-17",
    };
    let brackets = customer_event![
        title = "Trial completed",
        customer_identifier = email_address("jane@acme.com"),
        components = [text("Fourteen days are over."), spacer(M)],
        external_id = "trial-17",
    ];
    assert_eq!(braces, reference());
    assert_eq!(brackets, reference());
    assert_eq!(components!(divider()), components![divider()]);
    assert_eq!(components! { divider() }, components![divider()]);
}

#[test]
fn fields_and_properties_are_accepted_in_any_order() {
    let reordered = customer_event!(
        external_id = "trial-17",
        components = [text("Fourteen days are over."), spacer(M)],
        customer_identifier = email_address("jane@acme.com"),
        title = "Trial completed",
    );
    assert_eq!(reordered, reference());
    assert_eq!(
        components![link_button(url = "https://a.example", label = "View")],
        components![link_button("View", "https://a.example")],
    );
    assert_eq!(
        components![text(color = Muted, text = "Plan", size = S)],
        components![text("Plan", size = S, color = Muted)],
    );
    // Values without names are assigned in the order of the properties.
    assert_eq!(
        components![text(color = Muted, "Plan")],
        components![text("Plan", color = Muted)],
    );
}

#[test]
#[rustfmt::skip]
fn a_trailing_comma_is_optional() {
    let without = customer_event!(
        title = "Trial completed",
        customer_identifier = email_address("jane@acme.com",),
        components = [text("Fourteen days are over.",), spacer(M,),],
        external_id = "trial-17"
    );
    assert_eq!(without, reference());
    assert_eq!(components![divider(),], components![divider()]);
}

#[test]
fn components_may_be_empty() {
    assert_eq!(components![], Vec::<EventComponent>::new());
}

#[test]
fn optional_fields_may_be_omitted() {
    let event = customer_event!(
        title = "Trial completed",
        customer_identifier = customer_id("c_01H14DFQ4PDYBH398J1E99TWSS"),
        components = [divider()],
    );
    assert_eq!(
        json(event),
        json!({
            "title": "Trial completed",
            "customerIdentifier": { "customerId": "c_01H14DFQ4PDYBH398J1E99TWSS" },
            "components": [{ "componentDivider": {} }],
        }),
    );
}

#[test]
fn a_thread_event_with_every_field() {
    let event = thread_event!(
        title = "Escalated",
        thread_id = "th_01HB924RWAW8H3Q8KZDFWYBJHZ",
        components = [badge("P1", color = Red)],
        external_id = "escalation-1",
        timestamp = "2024-10-28T18:30:00Z",
        is_collapsed = false,
    );
    assert_eq!(
        json(event),
        json!({
            "title": "Escalated",
            "threadId": "th_01HB924RWAW8H3Q8KZDFWYBJHZ",
            "components": [{ "componentBadge": { "badgeLabel": "P1", "badgeColor": "RED" } }],
            "externalId": "escalation-1",
            "timestamp": "2024-10-28T18:30:00Z",
            "isCollapsed": false,
        }),
    );
}

#[test]
fn the_client_may_be_any_expression() {
    struct App {
        client: Client,
    }

    fn assert_send(_: impl Future + Send + 'static) {}

    let client = Client::builder()
        .api_key("plainApiKey_xxx")
        .build()
        .unwrap();
    let app = App { client };
    let borrowed = &app.client;
    assert_send(customer_event!(
        app.client,
        title = "Trial completed",
        customer_identifier = external_id("user-17"),
        components = [divider()],
    ));
    assert_send(customer_event! {
        borrowed,
        title = "Trial completed",
        customer_identifier = external_id("user-17"),
        components = [divider()],
    });
    assert_send(thread_event!(
        app.client.clone(),
        title = "Escalated",
        thread_id = "th_17",
        components = [divider()],
    ));
}

#[test]
fn macros_can_be_called_by_path() {
    assert_eq!(
        plain_runtime::components![divider()],
        components![divider()]
    );
}
