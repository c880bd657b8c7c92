//! Rules that depend on values of run time: the violations have paths, and valid values pass.

use plain_runtime::{CreateCustomerEventInput, CustomerIdentifier, customer_event};

fn violations(event: &CreateCustomerEventInput) -> Vec<String> {
    match event.validate() {
        Ok(()) => Vec::new(),
        Err(error) => error.violations().iter().map(ToString::to_string).collect(),
    }
}

fn event_for(customer_identifier: CustomerIdentifier) -> CreateCustomerEventInput {
    customer_event!(
        title = "a",
        customer_identifier = customer_identifier,
        components = [text("b")],
    )
}

#[test]
fn invisible_values_are_blank_wherever_blank_is_rejected() {
    for nothing in [
        "\u{200B}",
        "\u{2800}\u{A0}",
        "\u{FEFF}\t",
        "\u{2066}\u{2069}",
    ] {
        let event = customer_event!(
            title = nothing,
            customer_identifier = external_id(nothing),
            components = [
                plain_text(nothing),
                workflow_button("Run", workflow_key(nothing)),
                user(machine_user_id(nothing)),
                badge(nothing),
            ],
            external_id = nothing,
        );
        // Plain decides about a blank label.
        assert_eq!(
            violations(&event),
            [
                "title: blank",
                "customer_identifier.external_id: blank",
                "components[0].plain_text: blank",
                "components[1].workflow_button.workflow_identifier.workflow_key: blank",
                "components[2].user.user_identifier.machine_user_id: blank",
                "external_id: blank",
            ],
            "{nothing:?}"
        );
    }
}

#[test]
fn ids_with_invisible_edges_are_rejected() {
    for id in ["c_1 ", "\nc_1", "c_1\u{200D}", "\u{AD}c_1", "c_1\u{3000}"] {
        let event = customer_event!(
            title = id,
            customer_identifier = customer_id(id),
            components = [text("b")],
            external_id = id,
        );
        let message = "invalid: it starts or ends with white space or an invisible character";
        assert_eq!(
            violations(&event),
            [
                format!("customer_identifier.customer_id: {message}"),
                format!("external_id: {message}"),
            ],
            "{id:?}"
        );
    }
}

#[test]
fn nul_is_rejected_in_every_value() {
    let nul = "a\0b";
    let event = customer_event!(
        title = nul,
        customer_identifier = email_address("jane{nul}@acme.com"),
        components = [
            badge("{nul}"),
            copy_button(nul),
            link_button("a", "https://{nul}.example")
        ],
        external_id = "id-{nul}",
    );
    let message = "invalid: it contains a NUL character";
    let paths = violations(&event);
    assert_eq!(paths.len(), 5, "{paths:?}");
    for violation in &paths[..4] {
        assert!(violation.ends_with(message), "{violation}");
    }
}

#[test]
fn every_mailbox_is_an_email_address() {
    for mailbox in [
        "jane@localhost",
        r#""jane doe"@acme.com"#,
        r#""a@b\"c"@acme.com"#,
        "jane@[192.0.2.7]",
        "jane@[IPv6:2001:db8::7]",
        "jané+x@bücher.example",
    ] {
        let event = event_for(CustomerIdentifier::EmailAddress(mailbox.into()));
        assert_eq!(violations(&event), [""; 0], "{mailbox}");
    }
    for text in [
        "jane@acme",
        "jane@acme.com\u{A0}",
        "ja\u{200B}ne@acme.com",
        "jane@[300.0.2.7]",
    ] {
        let event = event_for(CustomerIdentifier::EmailAddress(text.into()));
        assert_eq!(violations(&event).len(), 1, "{text:?}");
    }
}
