//! How a call is written: its brackets, its commas, the order of its fields.

use plain_runtime::{
    Client, CreateCustomerEventInput, EventComponent, components, customer_event, thread_event,
};
use serde_json::json;

use crate::json;

fn plain() -> CreateCustomerEventInput {
    customer_event!(
        title = "Trial completed",
        customer_identifier = email_address("jane@acme.com"),
        components = [text("Fourteen days are over."), spacer(M)],
        external_id = "trial-17",
    )
}

#[test]
fn every_bracket_makes_the_same_call() {
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
    assert_eq!(braces, plain());
    assert_eq!(brackets, plain());
    assert_eq!(components!(divider()), components![divider()]);
    assert_eq!(components! { divider() }, components![divider()]);
}

#[test]
fn fields_and_properties_come_in_any_order() {
    let turned = customer_event!(
        external_id = "trial-17",
        components = [text("Fourteen days are over."), spacer(M)],
        customer_identifier = email_address("jane@acme.com"),
        title = "Trial completed",
    );
    assert_eq!(turned, plain());
    assert_eq!(
        components![link_button(url = "https://a.example", label = "View")],
        components![link_button("View", "https://a.example")],
    );
    assert_eq!(
        components![text(color = Muted, text = "Plan", size = S)],
        components![text("Plan", size = S, color = Muted)],
    );
    // A value without a name is the first in order, wherever it stands.
    assert_eq!(
        components![text(color = Muted, "Plan")],
        components![text("Plan", color = Muted)],
    );
}

#[test]
#[rustfmt::skip]
fn a_last_comma_may_be_left_out_or_put() {
    let without = customer_event!(
        title = "Trial completed",
        customer_identifier = email_address("jane@acme.com",),
        components = [text("Fourteen days are over.",), spacer(M,),],
        external_id = "trial-17"
    );
    assert_eq!(without, plain());
    assert_eq!(components![divider(),], components![divider()]);
}

#[test]
fn a_list_of_its_own_may_be_empty() {
    assert_eq!(components![], Vec::<EventComponent>::new());
}

#[test]
fn what_is_optional_may_be_left_out() {
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
fn every_field_of_a_thread_event() {
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
fn a_client_in_front_may_be_any_expression_of_one() {
    struct App {
        client: Client,
    }

    fn is_sent(_: impl Future + Send + 'static) {}

    let client = Client::builder()
        .api_key("plainApiKey_xxx")
        .build()
        .unwrap();
    let app = App { client };
    let borrowed = &app.client;
    is_sent(customer_event!(
        app.client,
        title = "Trial completed",
        customer_identifier = external_id("user-17"),
        components = [divider()],
    ));
    is_sent(customer_event! {
        borrowed,
        title = "Trial completed",
        customer_identifier = external_id("user-17"),
        components = [divider()],
    });
    is_sent(thread_event!(
        app.client.clone(),
        title = "Escalated",
        thread_id = "th_17",
        components = [divider()],
    ));
}

#[test]
fn a_path_to_the_macro_is_as_good_as_its_name() {
    assert_eq!(
        plain_runtime::components![divider()],
        components![divider()]
    );
}
