//! Events as hand-written structs with `#[derive(Serialize)]`.

mod input;

pub use self::input::Input;
use self::input::{
    Badge, BadgeColor, Component, Container, CopyButton, CustomerIdentifier, DateTime, Divider,
    LinkButton, PlainText, Row, Spacer, SpacingSize, Text, TextColor, TextSize, User,
    UserIdentifier, WorkflowButton, WorkflowIdentifier,
};
use super::Values;

/// The event that the benchmark of the throughput sends.
pub fn sent(number: u64) -> Input {
    let key = 1_000_000_000 + number;
    Input {
        title: "API key generated".into(),
        customer_identifier: CustomerIdentifier::EmailAddress("jane@acme.com".into()),
        components: vec![
            Component::Text(Text { text: format!("New API key was added with the fingerprint **{key}** with {number} associated roles.").into(), text_size: None, text_color: None }),
            Component::Spacer(Spacer { spacer_size: SpacingSize::M }),
            Component::LinkButton(LinkButton { link_button_label: "View in admin".into(), link_button_url: format!("https://admin.your-app.com/keys/{key}").into() }),
        ],
        external_id: Some(format!("api-key-{key}").into()),
        timestamp: None,
        is_collapsed: None,
    }
}

pub(super) fn example(values: &Values) -> Input {
    let Values {
        fingerprint,
        key,
        roles,
        ..
    } = values;
    Input {
        title: "API key generated".into(),
        customer_identifier: CustomerIdentifier::EmailAddress(values.email.clone().into()),
        components: vec![
            Component::Text(Text { text: format!("New API key was added with the fingerprint **{fingerprint}** with {roles} associated roles.").into(), text_size: None, text_color: None }),
            Component::Spacer(Spacer { spacer_size: SpacingSize::M }),
            Component::LinkButton(LinkButton { link_button_label: "View in admin".into(), link_button_url: format!("https://admin.your-app.com/keys/{key}").into() }),
        ],
        external_id: Some(format!("api-key-{key}").into()),
        timestamp: None,
        is_collapsed: None,
    }
}

#[expect(clippy::too_many_lines, reason = "it is one event")]
pub(super) fn large(values: &Values) -> Input {
    let Values {
        fingerprint,
        key,
        roles,
        amount,
        email,
        ..
    } = values;
    Input {
        title: format!("API key {key} generated").into(),
        customer_identifier: CustomerIdentifier::EmailAddress(values.email.clone().into()),
        components: vec![
            Component::Text(Text {
                text: format!("New API key **{fingerprint}** with {roles} roles.").into(),
                text_size: None,
                text_color: None,
            }),
            Component::Spacer(Spacer {
                spacer_size: SpacingSize::M,
            }),
            Component::PlainText(PlainText {
                plain_text: format!("Key {key}").into(),
                plain_text_size: Some(TextSize::S),
                plain_text_color: Some(TextColor::Muted),
            }),
            Component::Divider(Divider {
                divider_spacing_size: Some(SpacingSize::L),
            }),
            Component::Row(Row {
                row_main_content: vec![Component::Text(Text {
                    text: "Plan".into(),
                    text_size: None,
                    text_color: Some(TextColor::Muted),
                })],
                row_aside_content: vec![Component::Badge(Badge {
                    badge_label: "Pro".into(),
                    badge_color: Some(BadgeColor::Green),
                })],
            }),
            Component::Row(Row {
                row_main_content: vec![Component::Text(Text {
                    text: "Roles".into(),
                    text_size: None,
                    text_color: Some(TextColor::Muted),
                })],
                row_aside_content: vec![Component::Text(Text {
                    text: format!("{roles}").into(),
                    text_size: None,
                    text_color: None,
                })],
            }),
            Component::Row(Row {
                row_main_content: vec![Component::Text(Text {
                    text: "Amount".into(),
                    text_size: None,
                    text_color: Some(TextColor::Muted),
                })],
                row_aside_content: vec![Component::Text(Text {
                    text: format!("{amount:.2} EUR").into(),
                    text_size: None,
                    text_color: None,
                })],
            }),
            Component::Divider(Divider {
                divider_spacing_size: None,
            }),
            Component::Badge(Badge {
                badge_label: "Production".into(),
                badge_color: Some(BadgeColor::Red),
            }),
            Component::Badge(Badge {
                badge_label: format!("{roles} roles").into(),
                badge_color: None,
            }),
            Component::Badge(Badge {
                badge_label: "Rotated".into(),
                badge_color: Some(BadgeColor::Blue),
            }),
            Component::Spacer(Spacer {
                spacer_size: SpacingSize::S,
            }),
            Component::LinkButton(LinkButton {
                link_button_label: "View in admin".into(),
                link_button_url: format!("https://admin.your-app.com/keys/{key}").into(),
            }),
            Component::LinkButton(LinkButton {
                link_button_label: "Audit log".into(),
                link_button_url: format!("https://admin.your-app.com/audit?key={key}").into(),
            }),
            Component::LinkButton(LinkButton {
                link_button_label: "Documentation".into(),
                link_button_url: "https://docs.your-app.com/api-keys".into(),
            }),
            Component::CopyButton(CopyButton {
                copy_button_value: values.fingerprint.clone().into(),
                copy_button_tooltip_label: Some("Copy the fingerprint".into()),
            }),
            Component::CopyButton(CopyButton {
                copy_button_value: values.key.clone().into(),
                copy_button_tooltip_label: None,
            }),
            Component::WorkflowButton(WorkflowButton {
                workflow_button_label: "Revoke".into(),
                workflow_button_workflow_identifier: WorkflowIdentifier::WorkflowKey(
                    "revoke-key".into(),
                ),
            }),
            Component::DateTime(DateTime {
                date_time_iso8601: "2024-10-28T18:30:00Z".into(),
            }),
            Component::User(User {
                user_identifier: UserIdentifier::UserId("u_01H14DFQ4PDYBH398J1E99TWT3".into()),
            }),
            Component::Container(Container {
                container_content: vec![
                    Component::Text(Text {
                        text: format!("Created by {}.", email.replace('@', r"\@")).into(),
                        text_size: None,
                        text_color: None,
                    }),
                    Component::Spacer(Spacer {
                        spacer_size: SpacingSize::XS,
                    }),
                    Component::Row(Row {
                        row_main_content: vec![Component::Text(Text {
                            text: "Region".into(),
                            text_size: None,
                            text_color: Some(TextColor::Muted),
                        })],
                        row_aside_content: vec![Component::Badge(Badge {
                            badge_label: "eu-west-2".into(),
                            badge_color: None,
                        })],
                    }),
                ],
            }),
            Component::Text(Text {
                text: "The key is shown once and can be revoked at any time.".into(),
                text_size: None,
                text_color: Some(TextColor::Warning),
            }),
            Component::PlainText(PlainText {
                plain_text: format!("For {amount:.2} EUR a month.").into(),
                plain_text_size: None,
                plain_text_color: None,
            }),
            Component::Spacer(Spacer {
                spacer_size: SpacingSize::XL,
            }),
            Component::LinkButton(LinkButton {
                link_button_label: "Runbook".into(),
                link_button_url: "https://wiki.your-app.com/runbooks/api-keys".into(),
            }),
        ],
        external_id: Some(format!("api-key-{key}").into()),
        timestamp: Some("2024-10-28T18:30:00Z".into()),
        is_collapsed: Some(true),
    }
}

pub(super) fn literal() -> Input {
    Input {
        title: "Trial completed".into(),
        customer_identifier: CustomerIdentifier::EmailAddress("jane@acme.com".into()),
        components: vec![
            Component::Text(Text {
                text: "Fourteen days are over.".into(),
                text_size: None,
                text_color: Some(TextColor::Muted),
            }),
            Component::Spacer(Spacer {
                spacer_size: SpacingSize::M,
            }),
            Component::Row(Row {
                row_main_content: vec![Component::Text(Text {
                    text: "Plan".into(),
                    text_size: None,
                    text_color: None,
                })],
                row_aside_content: vec![Component::Badge(Badge {
                    badge_label: "Pro".into(),
                    badge_color: Some(BadgeColor::Green),
                })],
            }),
            Component::LinkButton(LinkButton {
                link_button_label: "View in admin".into(),
                link_button_url: "https://admin.your-app.com".into(),
            }),
        ],
        external_id: None,
        timestamp: None,
        is_collapsed: None,
    }
}

pub(super) fn markdown(values: &Values) -> Input {
    let Values { key, .. } = values;
    Input {
        title: "Import finished".into(),
        customer_identifier: CustomerIdentifier::EmailAddress(values.email.clone().into()),
        components: vec![Component::Text(Text {
            text: values.note.clone().into(),
            text_size: None,
            text_color: None,
        })],
        external_id: Some(format!("import-{key}").into()),
        timestamp: None,
        is_collapsed: None,
    }
}
