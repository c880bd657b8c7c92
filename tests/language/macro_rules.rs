//! Calls in `macro_rules!` of the user, with its fragments as values, names and lists.

use plain_runtime::{CreateCustomerEventInput, components, customer_event};

fn expected() -> CreateCustomerEventInput {
    customer_event!(
        title = "Trial completed",
        customer_identifier = email_address("jane@acme.com"),
        components = [text("Fourteen days are over.", color = Muted), spacer(M)],
        timestamp = "2024-10-28T18:30:00Z",
        is_collapsed = true,
    )
}

#[test]
fn fragments_as_values_and_names() {
    macro_rules! trial {
        ($title:expr, $email:literal, $text:literal, $name:ident, $color:ident, $size:expr, $collapsed:expr) => {
            customer_event!(
                title = $title,
                customer_identifier = email_address($email),
                components = [text($text, color = $color), $name($size)],
                timestamp = "2024-10-28T18:30:00Z",
                is_collapsed = $collapsed,
            )
        };
    }
    let days = "Fourteen";
    assert_eq!(
        trial!(
            "Trial completed",
            "jane@acme.com",
            "{days} days are over.",
            spacer,
            Muted,
            M,
            true
        ),
        expected()
    );
}

#[test]
fn fragments_as_fields_and_lists() {
    macro_rules! event {
        ($($field:ident = $value:expr),* $(,)?) => {
            customer_event!($($field = $value),*)
        };
    }
    macro_rules! listed {
        ([$($component:tt)*]) => {
            components![$($component)*]
        };
    }
    let event = event!(
        title = "Trial completed",
        customer_identifier = email_address("jane@acme.com"),
        components = [text("Fourteen days are over.", color = Muted), spacer(M)],
        timestamp = "2024-10-28T18:30:00Z",
        is_collapsed = true,
    );
    assert_eq!(event, expected());
    assert_eq!(
        listed!([text("Fourteen days are over.", color = Muted), spacer(M)]),
        event.components.into_owned(),
    );
}

#[test]
fn expression_fragments_of_any_type() {
    macro_rules! labelled {
        ($label:expr, $color:expr, $tooltip:expr) => {
            components![
                badge($label, color = $color),
                copy_button($label, tooltip_label = $tooltip),
            ]
        };
    }
    let label = String::from("Pro");
    let same = components![
        badge("Pro", color = Green),
        copy_button("Pro", tooltip_label = "Plan"),
    ];
    let color = plain_runtime::BadgeColor::Green;
    assert_eq!(labelled!(label, color, "Plan"), same);
    assert_eq!(labelled!("Pro", Green, Some("Plan")), same);
    assert_eq!(labelled!(label.as_str(), Some(color), Some(&"Plan")), same);
}

#[test]
fn expression_fragments_as_components() {
    macro_rules! both {
        ($first:expr, $second:expr) => {
            components![$first, $second]
        };
    }
    assert_eq!(
        both!(spacer(M), divider()),
        components![spacer(M), divider()]
    );
}
