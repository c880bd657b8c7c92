//! Generated from `layouts/`, one test per layout; see `main.rs`.

use plain_runtime::{customer_event, thread_event};

use crate::assert_serialises_to;

#[test]
fn docs_customer_event_001() {
    let value = customer_event!(
        title = "API key generated",
        customer_identifier = email_address("jane@acme.com"),
        components = [
            text("A key with fingerprint **3b7896975ee9fd15eeb7** and 4 roles was issued."),
            spacer(M),
            link_button("Open admin", "https://admin.your-app.com"),
        ],
        external_id = "XXX",
    );
    assert_serialises_to("001-docs-customer-event", &value);
}

#[test]
fn uicomponents_datetime_user_013() {
    let value = thread_event!(
        title = "Reviewed",
        thread_id = "th_01HZX4RB2Y6E1S8F0QJ7MCPWKN",
        components = [
            date_time("2026-05-11T12:00:00Z"),
            user(email_address("david@plain.com")),
            user(user_id("u_123")),
        ],
    );
    assert_serialises_to("013-uicomponents-datetime-user", &value);
}

#[test]
fn journal_trial_completed_016() {
    let value = customer_event!(
        title = "Trial completed",
        customer_identifier = customer_id("c_01G81AJ5Q0SHYRQF4RDH5GKPD2"),
        components = [text("The free trial ran its full course")],
    );
    assert_serialises_to("016-journal-trial-completed", &value);
}

#[test]
fn n8n_triage_076() {
    let value = thread_event!(
        title = "Triage: rules-v1",
        thread_id = "th_01HZX4RB2Y6E1S8F0QJ7MCPWKN",
        components = [
            plain_text("Triage rules-v1\nCategory: auth\nPriority: P2\nA person must check this"),
            plain_text("Limits\nImpact unknown"),
            plain_text("Report\nCannot log in\n**very** annoying [x](http://evil.test)"),
            plain_text("Findings\nauth: expired token\nEvidence: 401"),
            plain_text("Summary\n{{\n  \"a\": 1\n}}"),
        ],
        external_id = "n8n-support-triage:rules-v1:th_01HZX4RB2Y6E1S8F0QJ7MCPWKN",
    );
    assert_serialises_to("076-n8n-triage", &value);
}

#[test]
fn bash_cli_empty_091() {
    let value = customer_event!(
        title = "Note",
        customer_identifier = customer_id("c_01HZX4Q0G7W2M9T5B3N8KDVYRA"),
        components = [..Vec::<plain_runtime::EventComponent>::new()],
    );
    assert_serialises_to("091-bash-cli-empty", &value);
}

#[test]
fn explain_event_094() {
    let value = customer_event!(
        title = "Upgraded",
        customer_identifier = customer_id("c_01HX"),
        components = [text("From Free to Pro")],
    );
    assert_serialises_to("094-explain-event", &value);
}
