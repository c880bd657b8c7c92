//! Expressions as values.

use std::time::SystemTime;

use plain_runtime::component::{Badge, Text};
use plain_runtime::{
    BadgeColor, CustomerIdentifier, Iso8601, Markdown, SpacingSize, TextColor, TextSize,
    UserIdentifier, WorkflowIdentifier, components, customer_event,
};
use serde_json::json;

use crate::{json, one};

#[test]
fn text_accepts_any_display_value() {
    let (string, reference, number) = ("a".to_owned(), "a", 17);
    assert_eq!(components![text(string)], components![text("a")]);
    assert_eq!(components![text(&string)], components![text("a")]);
    assert_eq!(components![text(reference)], components![text("a")]);
    assert_eq!(components![badge(number)], components![badge("17")]);
    assert_eq!(components![badge(number + 1)], components![badge("18")]);
    assert_eq!(
        components![badge(if number > 0 { "some" } else { "none" })],
        components![badge("some")]
    );
    assert_eq!(
        components![badge(match number {
            17 => "that",
            _ => "another",
        })],
        components![badge("that")],
    );
    assert_eq!(
        components![text(Markdown("**a**"))],
        components![text("**a**")]
    );
    assert_eq!(
        components![badge(format!("{number}"))],
        components![badge("17")]
    );
    assert_eq!(
        components![badge(string.to_uppercase())],
        components![badge("A")]
    );
    // Texts are borrowed.
    assert_eq!(string, "a");
}

#[test]
fn optional_text_accepts_options() {
    let (some, none): (Option<String>, Option<&str>) = (Some("a".to_owned()), None);
    let present = components![copy_button("v", tooltip_label = "a")];
    let absent = components![copy_button("v")];
    assert_eq!(components![copy_button("v", tooltip_label = some)], present);
    assert_eq!(
        components![copy_button("v", tooltip_label = &some)],
        present
    );
    assert_eq!(
        components![copy_button("v", tooltip_label = some.as_deref())],
        present
    );
    assert_eq!(
        components![copy_button("v", tooltip_label = Some("a"))],
        present
    );
    assert_eq!(components![copy_button("v", tooltip_label = none)], absent);
    assert_eq!(components![copy_button("v", tooltip_label = None)], absent);
}

#[test]
fn enums_accept_their_types_and_options() {
    let (size, color) = (TextSize::L, TextColor::Muted);
    let plain = components![text("a", size = L, color = Muted)];
    assert_eq!(components![text("a", size = size, color = color)], plain);
    assert_eq!(
        components![text("a", size = Some(L), color = Some(color))],
        plain
    );
    assert_eq!(
        components![text(
            "a",
            size = TextSize::L,
            color = plain_runtime::TextColor::Muted
        )],
        plain
    );
    assert_eq!(
        components![text("a", size = None, color = None)],
        components![text("a")]
    );
    let spacing = SpacingSize::M;
    assert_eq!(components![spacer(spacing)], components![spacer(M)]);
    let color = (spacing == SpacingSize::M).then_some(BadgeColor::Red);
    assert_eq!(
        components![badge("a", color = color)],
        components![badge("a", color = Red)]
    );
}

#[test]
fn identifiers_accept_their_types() {
    fn refund() -> WorkflowIdentifier {
        WorkflowIdentifier::WorkflowKey("refund".into())
    }

    let by_email = CustomerIdentifier::EmailAddress("jane@acme.com".into());
    let user = UserIdentifier::UserId("u_1".into());
    let literal = customer_event!(
        title = "a",
        customer_identifier = email_address("jane@acme.com"),
        components = [
            user(user_id("u_1")),
            workflow_button("Refund", workflow_key("refund"))
        ],
    );
    for identifier in [&by_email, &by_email.clone()] {
        let event = customer_event!(
            title = "a",
            customer_identifier = identifier,
            components = [user(&user), workflow_button("Refund", refund())],
        );
        assert_eq!(event, literal);
    }
    let moved = customer_event!(
        title = "a",
        customer_identifier = by_email,
        components = [user(user), workflow_button("Refund", refund())],
    );
    assert_eq!(moved, literal);
}

#[test]
fn dates_accept_times_and_parsed_texts() {
    let time = SystemTime::UNIX_EPOCH;
    let known = Iso8601::parse("2024-10-28").unwrap();
    let never: Option<SystemTime> = None;
    let epoch = json!({ "componentDateTime": { "dateTimeIso8601": "1970-01-01T00:00:00.000Z" } });
    assert_eq!(one(components![date_time(time)]), epoch);
    assert_eq!(one(components![date_time(&time)]), epoch);
    assert_eq!(
        components![date_time(known)],
        components![date_time("2024-10-28")]
    );
    macro_rules! timestamp_of {
        ($($timestamp:tt)*) => {
            json(customer_event!(
                title = "a",
                customer_identifier = external_id("b"),
                components = [divider()],
                timestamp = $($timestamp)*,
            ))["timestamp"]
        };
    }
    assert_eq!(timestamp_of!(time), "1970-01-01T00:00:00.000Z");
    assert_eq!(timestamp_of!(Some(time)), "1970-01-01T00:00:00.000Z");
    assert_eq!(timestamp_of!(known), "2024-10-28");
    assert_eq!(timestamp_of!("2024-10-28"), "2024-10-28");
    assert_eq!(timestamp_of!(never), json!(null));
    assert_eq!(timestamp_of!(None), json!(null));
}

#[test]
fn booleans_accept_options() {
    macro_rules! is_collapsed {
        ($is_collapsed:expr) => {
            json(customer_event!(
                title = "a",
                customer_identifier = external_id("b"),
                components = [divider()],
                is_collapsed = $is_collapsed,
            ))["isCollapsed"]
        };
    }
    let (yes, perhaps): (bool, Option<bool>) = (true, None);
    assert_eq!(is_collapsed!(yes), true);
    assert_eq!(is_collapsed!(!yes), false);
    assert_eq!(is_collapsed!(Some(yes)), true);
    assert_eq!(is_collapsed!(perhaps), json!(null));
}

#[test]
fn structs_are_equivalent_to_calls() {
    let written: Vec<plain_runtime::EventComponent> = vec![
        Text {
            text: "Plan".into(),
            size: None,
            color: Some(TextColor::Muted),
        }
        .into(),
        Badge {
            label: "Pro".into(),
            color: None,
        }
        .into(),
    ];
    assert_eq!(
        components![text("Plan", color = Muted), badge("Pro")],
        written
    );
}
