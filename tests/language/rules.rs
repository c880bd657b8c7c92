//! Rules that depend on values of run time: the violations have paths, and valid values pass.

use std::time::{Duration, SystemTime};

use plain_runtime::{CreateCustomerEventInput, CustomerIdentifier, Iso8601, customer_event};

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
        components = [badge("{nul}"), copy_button(nul)],
        external_id = "id-{nul}",
    );
    let message = "invalid: it contains a NUL character";
    assert_eq!(
        violations(&event),
        [
            "title",
            "customer_identifier.email_address",
            "components[0].badge.label",
            "components[1].copy_button.value",
            "external_id",
        ]
        .map(|path| format!("{path}: {message}"))
    );
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

#[test]
fn a_moment_is_sent_as_given_or_rejected() {
    let event_at = |at: SystemTime| {
        customer_event!(
            title = "a",
            customer_identifier = customer_id("c_1"),
            components = [row(
                main_content = [text("b")],
                aside_content = [date_time(at)],
            )],
            timestamp = at,
        )
    };
    let epoch = SystemTime::UNIX_EPOCH;
    let event = event_at(epoch - Duration::from_hours(87_672));
    assert_eq!(violations(&event), [""; 0]);
    let timestamp = event.timestamp.unwrap();
    assert_eq!(timestamp.as_str(), "1960-01-01T00:00:00.000Z");

    let message = "not an ISO 8601 date: its year is not in the range 0 to 9999";
    for at in [
        epoch + Duration::from_hours(70_389_528),
        epoch - Duration::from_secs(62_167_219_201),
    ] {
        assert_eq!(
            violations(&event_at(at)),
            [
                format!("components[0].row.aside_content[0].date_time.iso8601: {message}"),
                format!("timestamp: {message}"),
            ]
        );
    }
}

#[test]
fn dates_of_other_systems_are_normalised() {
    let event = customer_event!(
        title = "a",
        customer_identifier = customer_id("c_1"),
        components = [date_time(
            Iso8601::parse("2024-10-28T18:30:00+0200").unwrap()
        )],
        timestamp = Iso8601::parse(String::from("2024-10-28 18:30:00.5-03")).unwrap(),
    );
    let timestamp = event.timestamp.unwrap();
    assert_eq!(timestamp.as_str(), "2024-10-28T18:30:00.5-03:00");
}
