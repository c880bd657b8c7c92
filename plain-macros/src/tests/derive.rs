//! Errors of derives, without rustc.

use plain_schema::EntityKind;

use crate::diagnostic::Diagnostics;
use crate::syntax::{Recovery, TypeItem};
use crate::{check, desugar, emit, syntax};

pub(super) fn errors(source: &str) -> Vec<String> {
    let first_line = |message: String| message.lines().next().unwrap_or_default().to_owned();
    messages(source).into_iter().map(first_line).collect()
}

pub(super) fn messages(source: &str) -> Vec<String> {
    let entity = EntityKind::CustomerEvent.entity();
    let mut diagnostics = Diagnostics::default();
    let mut raw = syntax::derive(
        TypeItem::parse(source.parse().unwrap()).unwrap(),
        entity,
        Recovery::Discard,
        &mut diagnostics,
    );
    let desugared = desugar::derive(&mut raw, entity, &mut diagnostics);
    let checked = check::derive(desugared, &mut diagnostics);
    let messages = diagnostics.messages();
    let expansion = emit::derive(&checked, &diagnostics);
    if let Err(error) = syn::parse2::<syn::File>(expansion.clone()) {
        panic!("{source}: {error}: {expansion}");
    }
    messages
}

/// A valid struct with additional arguments and fields.
fn with(attribute: &str, fields: &str) -> String {
    format!(
        "#[customer_event(title = \"a\", customer_identifier = external_id(id){attribute})]
         struct A {{ id: u32, {fields} }}"
    )
}

#[test]
fn valid_field_attributes_are_accepted() {
    for fields in [
        "#[customer_event(text)] b: u8",
        "#[customer_event(badge(color = Green), copy_button)] b: Option<u8>",
        "#[customer_event(external_id)] b: u8, #[customer_event(spacer)] c: C",
        "#[customer_event(timestamp)] b: B, #[customer_event(user)] c: C",
        "#[customer_event(is_collapsed)] #[customer_event(plain_text)] b: bool",
        "#[customer_event(link_button(url = \"https://a.example/{id}\"))] b: u8",
    ] {
        let has_component = ["text", "badge", "spacer", "user", "link_button"];
        assert!(
            has_component
                .iter()
                .any(|component| fields.contains(component))
        );
        assert_eq!(errors(&with("", fields)), [""; 0], "{fields}");
    }
}

/// Fields of a struct, each with the error of the attribute.
const INVALID_FIELD_ATTRIBUTES: [(&str, &str); 18] = [
    (
        "#[customer_event(titel)] b: u8",
        "unknown field or component `titel`",
    ),
    (
        "#[customer_event(thread_id)] b: u8",
        "unknown field or component `thread_id`",
    ),
    (
        "#[customer_event(components)] b: u8",
        "`components` is not allowed on a field",
    ),
    (
        "#[customer_event(row)] b: u8",
        "`row` is not allowed on a field, since it takes no single value",
    ),
    (
        "#[customer_event(divider())] b: u8",
        "`divider` is not allowed on a field, since it takes no single value",
    ),
    (
        "#[customer_event(badge(colour = Green))] b: u8",
        "`badge` has no property `colour`",
    ),
    (
        "#[customer_event(badge(color = Gren))] b: u8",
        "`Gren` is not a value of `color`",
    ),
    (
        "#[customer_event(badge(\"a\"))] b: u8",
        "the field is the `label` of `badge`",
    ),
    ("#[customer_event(title)] b: u8", "`title` is given twice"),
    (
        "#[customer_event(customer_identifier = email_address)] b: u8",
        "`customer_identifier` is given twice",
    ),
    (
        "#[customer_event(external_id)] b: u8, #[customer_event(external_id)] c: u8",
        "`external_id` is given twice",
    ),
    (
        "#[customer_event(external_id = customer_id)] b: u8",
        "`external_id` on a field takes the value of the field",
    ),
    (
        "#[customer_event(external_id(b))] b: u8",
        "`external_id` on a field takes the value of the field",
    ),
    (
        "#[customer_event(external_id =)] b: u8",
        "`external_id` on a field takes the value of the field",
    ),
    (
        "#[customer_event(badge =)] b: u8",
        "`badge` on a field takes the value of the field",
    ),
    (
        "#[customer_event(\"a\")] b: u8",
        "expected a field of the event or a component",
    ),
    (
        "#[customer_event] b: u8",
        "expected parentheses after `customer_event`",
    ),
    (
        "#[customer_event = \"a\"] b: u8",
        "expected parentheses after `customer_event`",
    ),
];

#[test]
fn an_invalid_field_attribute_is_one_error() {
    for (fields, error) in INVALID_FIELD_ATTRIBUTES {
        let source = with("", &format!("#[customer_event(text)] z: u8, {fields}"));
        assert_eq!(errors(&source), [error], "{fields}");
    }
}

#[test]
fn an_invalid_type_attribute_is_one_error() {
    for (attribute, error) in [
        ("", "missing field `components` of `A`"),
        (", components = []", "`components` has no components"),
        (
            ", components = [..]",
            "no field adds a component in place of `..`",
        ),
        (", components = [text(\"{idd}\")]", "`{idd}` is not a field"),
        (
            ", components = [row(main_content = [..], aside_content = [text(\"a\")])]",
            "expected an expression after `..`",
        ),
        (
            ", components = [text(\"a\")], external_id = \"same\"",
            "this `external_id` is the same for every event, so Plain would reject the second one",
        ),
        (
            ", components = [text(\"a\")], external_id = \"{id\"",
            "unclosed `{` in a string",
        ),
        (
            ", components = [text(\"a\")], titel = \"b\"",
            "`A` has no field `titel`",
        ),
        (
            ", components = [text(\"a\")], thread_id = id",
            "`A` has no field `thread_id`",
        ),
    ] {
        assert_eq!(errors(&with(attribute, "")), [error], "{attribute}");
    }
    assert_eq!(
        errors(&with(
            ", components = [text(\"a\")]",
            "#[customer_event(badge)] b: u8"
        )),
        ["`components` does not say where the field components go"],
    );
    assert_eq!(
        errors(
            "#[customer_event(title = \"a\", customer_identifier = external_id(\"{idd}\"), components = [text(\"a\")])] struct A { id: u8 }"
        ),
        ["`{idd}` is not a field"],
    );
    assert_eq!(
        errors("union A { a: u8 }"),
        ["expected a struct or an enum, found a union"],
    );
}

#[test]
fn variables_of_lists_can_be_captured() {
    for components in [
        "for role in roles { badge(\"{role}\") }",
        "if let Some(b) = id { text(\"{b}\") }",
        "match id { Some((a, b)) => text(\"{a} {b}\"), _ => {} }, spacer(M)",
        "{ let b = id; text(\"{b}\") }",
        "text(\"{NOTE}\")",
        "text(\"{self.id}\")",
        "text(\"{other.id}\")",
        "text(\"{self}\")",
    ] {
        let attribute = format!(", components = [{components}]");
        assert_eq!(errors(&with(&attribute, "")), [""; 0], "{components}");
    }
}

#[test]
fn variants_inherit_defaults_and_report_their_own_errors() {
    let source = |variants: &str| {
        format!(
            "#[customer_event(title = \"a\", components = [text(\"b\")])] enum A {{ {variants} }}"
        )
    };
    for (variants, error) in [
        ("B", "missing field `customer_identifier` of `B`"),
        (
            "#[customer_event(customer_identifier = external_id(_1))] B(u8), #[customer_event(customer_identifier = email_address(_0), titel = \"c\")] C(u8)",
            "`C` has no field `titel`",
        ),
        (
            "#[customer_event(transparent)] B(u8, u8)",
            "`transparent` requires exactly one field, found 2",
        ),
        (
            "#[customer_event(transparent)] B",
            "`transparent` requires exactly one field, found 0",
        ),
        (
            "#[customer_event(transparent, title = \"c\")] B(u8)",
            "`transparent` cannot be combined with fields of the event",
        ),
        (
            "#[customer_event(transparent)] B(#[customer_event(badge)] u8)",
            "`badge` has no effect on a field with `transparent`",
        ),
    ] {
        assert_eq!(errors(&source(variants)), [error], "{variants}");
    }
    for variants in [
        "#[customer_event(customer_identifier = external_id(_0))] B(u8)",
        "#[customer_event(title = \"c\", customer_identifier = external_id(d))] B { d: u8 }",
        "B { #[customer_event(customer_identifier = external_id)] d: u8, #[customer_event(title)] e: u8 }",
        "#[customer_event(transparent)] B(u8), #[customer_event(transparent)] C { c: u8 }",
        "",
    ] {
        assert_eq!(errors(&source(variants)), [""; 0], "{variants}");
    }
    assert_eq!(
        errors("#[customer_event(transparent)] enum A { B(u8), C(u8) }"),
        [""; 0]
    );
}

#[test]
fn field_components_are_not_added_to_other_lists() {
    let attribute = ", external_id = [text(\"a\")], components = [text(\"a\"), ..]";
    assert_eq!(
        errors(&with(attribute, "#[customer_event(badge)] b: u8")),
        ["expected text for `external_id`, found a list"],
    );
}

#[test]
fn an_unknown_capture_suggests_the_fields() {
    let capturing = |fields: &str| {
        format!(
            "#[customer_event(title = \"{{zzz}}\", customer_identifier = external_id(\"a\"), components = [text(\"b\")])] struct A {{ {fields} }}"
        )
    };
    for (fields, help) in [
        ("", "add the field, or remove `{zzz}`"),
        ("id: u8, name: u8", "expected `id` or `name`"),
        ("zzzy: u8", "did you mean `{zzzy}`?"),
    ] {
        let messages = messages(&capturing(fields));
        assert_eq!(
            messages,
            [format!("`{{zzz}}` is not a field\nhelp: {help}")]
        );
    }
}
