//! Optional values: a value, an `Option` of it, or a reference to either.

use std::borrow::Cow;
use std::time::SystemTime;

use plain_runtime::{
    BadgeColor, EventComponent, Iso8601, SpacingSize, TextColor, TextSize, components,
    customer_event,
};

/// Builds an event with a field and returns the value of the field.
macro_rules! event {
    ($field:ident = $value:expr) => {
        customer_event!(
            title = "a",
            customer_identifier = customer_id("c_1"),
            components = [text("b")],
            $field = $value,
        )
        .$field
    };
}

/// Builds a component with a property and returns the value of the property.
macro_rules! component {
    ($variant:ident: $component:ident($($given:expr)?), $property:ident = $value:expr) => {{
        let components = components![$component($($given,)? $property = $value)];
        let [EventComponent::$variant(component)] = &components[..] else {
            panic!("one component")
        };
        component.$property.clone()
    }};
}

#[test]
fn external_id_accepts_text_and_options() {
    let given = Some(Cow::Borrowed("17"));
    let owned = Some(String::from("17"));
    let borrowed = owned.as_deref();
    let none: Option<u64> = None;
    assert_eq!(event!(external_id = "17"), given);
    assert_eq!(event!(external_id = Some("17")), given);
    assert_eq!(event!(external_id = None), None);
    assert_eq!(event!(external_id = 17), given);
    assert_eq!(event!(external_id = 17_u64), given);
    assert_eq!(event!(external_id = String::from("17")), given);
    assert_eq!(event!(external_id = Cow::Borrowed("17")), given);
    assert_eq!(event!(external_id = given), given);
    assert_eq!(event!(external_id = &given), given);
    assert_eq!(event!(external_id = owned), given);
    assert_eq!(event!(external_id = &owned), given);
    assert_eq!(event!(external_id = borrowed), given);
    assert_eq!(event!(external_id = Some(17_u64)), given);
    assert_eq!(event!(external_id = none), None);
    assert_eq!(event!(external_id = &none), None);
}

#[test]
fn timestamp_accepts_dates_and_options() {
    let epoch = SystemTime::UNIX_EPOCH;
    let given = Some(Iso8601::from(epoch));
    let known = Some(epoch);
    let none: Option<SystemTime> = None;
    assert_eq!(event!(timestamp = "1970-01-01T00:00:00.000Z"), given);
    assert_eq!(event!(timestamp = Some("1970-01-01T00:00:00.000Z")), given);
    assert_eq!(event!(timestamp = None), None);
    assert_eq!(event!(timestamp = epoch), given);
    assert_eq!(event!(timestamp = &epoch), given);
    assert_eq!(event!(timestamp = known), given);
    assert_eq!(event!(timestamp = &known), given);
    assert_eq!(event!(timestamp = known.as_ref()), given);
    assert_eq!(event!(timestamp = given), given);
    assert_eq!(event!(timestamp = &none), None);
}

#[test]
fn is_collapsed_accepts_bools_and_options() {
    let given = Some(true);
    let flag = true;
    assert_eq!(event!(is_collapsed = true), given);
    assert_eq!(event!(is_collapsed = Some(true)), given);
    assert_eq!(event!(is_collapsed = None), None);
    assert_eq!(event!(is_collapsed = 1 < 2), given);
    assert_eq!(event!(is_collapsed = flag), given);
    assert_eq!(event!(is_collapsed = &flag), given);
    assert_eq!(event!(is_collapsed = given), given);
    assert_eq!(event!(is_collapsed = &given), given);
    assert_eq!(event!(is_collapsed = None::<bool>), None);
}

#[test]
fn sizes_and_colors_accept_values_and_options() {
    /// Checks each form of an enum value.
    macro_rules! check {
        ($variant:ident: $component:ident($($given:expr)?), $property:ident = $type:ident::$name:ident) => {{
            let value = $type::$name;
            let given = Some(value);
            let none: Option<$type> = None;
            let values = [
                component!($variant: $component($($given)?), $property = $name),
                component!($variant: $component($($given)?), $property = Some($name)),
                component!($variant: $component($($given)?), $property = $type::$name),
                component!($variant: $component($($given)?), $property = Some($type::$name)),
                component!($variant: $component($($given)?), $property = value),
                component!($variant: $component($($given)?), $property = &value),
                component!($variant: $component($($given)?), $property = given),
                component!($variant: $component($($given)?), $property = &given),
            ];
            assert_eq!(values, [given; 8]);
            let values = [
                component!($variant: $component($($given)?), $property = None),
                component!($variant: $component($($given)?), $property = none),
                component!($variant: $component($($given)?), $property = &none),
            ];
            assert_eq!(values, [None; 3]);
        }};
    }
    check!(Text: text("a"), size = TextSize::L);
    check!(Text: text("a"), color = TextColor::Muted);
    check!(PlainText: plain_text("a"), size = TextSize::S);
    check!(PlainText: plain_text("a"), color = TextColor::Error);
    check!(Badge: badge("a"), color = BadgeColor::Green);
    check!(Divider: divider(), spacing_size = SpacingSize::XL);
}

#[test]
fn tooltip_label_accepts_text_and_options() {
    let given = Some(Cow::Borrowed("Copy"));
    let owned = Some(String::from("Copy"));
    let none: Option<&str> = None;
    let name = "Copy";
    let values = [
        component!(CopyButton: copy_button("a"), tooltip_label = "Copy"),
        component!(CopyButton: copy_button("a"), tooltip_label = Some("Copy")),
        component!(CopyButton: copy_button("a"), tooltip_label = "{name}"),
        component!(CopyButton: copy_button("a"), tooltip_label = Some("{name}")),
        component!(CopyButton: copy_button("a"), tooltip_label = name),
        component!(CopyButton: copy_button("a"), tooltip_label = given),
        component!(CopyButton: copy_button("a"), tooltip_label = owned),
        component!(CopyButton: copy_button("a"), tooltip_label = &owned),
    ];
    assert!(values.iter().all(|label| *label == given), "{values:?}");
    let values = [
        component!(CopyButton: copy_button("a"), tooltip_label = None),
        component!(CopyButton: copy_button("a"), tooltip_label = none),
        component!(CopyButton: copy_button("a"), tooltip_label = &none),
    ];
    assert!(values.iter().all(Option::is_none), "{values:?}");
}
