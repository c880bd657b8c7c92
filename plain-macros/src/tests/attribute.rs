//! Errors of missing attributes, of defaults, and of `..` in a derive.

use super::derive::{errors, messages};

#[test]
fn type_without_a_usable_attribute_is_one_error() {
    let whole = "#[customer_event(title = \"..\", customer_identifier = email_address(\"..\"), components = [text(\"..\")])]";
    for (source, error) in [
        ("struct A;", "`A` has no attribute `#[customer_event(..)]`"),
        (
            "#[customer_event()] struct A { b: u8 }",
            "`A` has no attribute `#[customer_event(..)]`",
        ),
        (
            "#[customer_event(crate = a)] struct A;",
            "`A` has no attribute `#[customer_event(..)]`",
        ),
        (
            "#[serde(rename = \"b\")] struct A;",
            "`A` has no attribute `#[customer_event(..)]`",
        ),
        (
            "#[thread_event(title = \"b\")] struct A;",
            "`A` has no attribute `#[customer_event(..)]`",
        ),
        (
            "enum A { B, C(u8) }",
            "`A` has no attribute `#[customer_event(..)]`",
        ),
        (
            "#[customer_event] struct A;",
            "expected parentheses after `customer_event`",
        ),
        (
            "#[customer_event = \"a\"] enum A { B, C }",
            "expected parentheses after `customer_event`",
        ),
    ] {
        let messages = messages(source);
        assert_eq!(messages.len(), 1, "{source}: {messages:?}");
        assert!(messages[0].starts_with(error), "{source}: {messages:?}");
        assert!(messages[0].contains(whole), "{source}: {messages:?}");
    }
    for (source, error) in [
        (
            "struct A { #[customer_event(title)] a: u8, #[customer_event(badge)] b: u8 }",
            "`A` has no attribute `#[customer_event(..)]`\nhelp: add `#[customer_event(customer_identifier = email_address(\"..\"))]`",
        ),
        (
            "enum A { #[customer_event(transparent)] B(u8), C(u8) }",
            "variant `C` has no attribute `#[customer_event(..)]`\nhelp: add `#[customer_event(title = \"..\", customer_identifier = email_address(\"..\"), components = [text(\"..\")])]`; if its field is an event, write `#[customer_event(transparent)]`",
        ),
    ] {
        assert_eq!(messages(source), [error], "{source}");
    }
    // rustc reports an unknown attribute, with the right one.
    for source in [
        "#[customer_events(title = \"a\")] struct A;",
        "#[customerEvent] struct A;",
        "#[custmer_event()] enum A { B, C }",
        "enum A { #[customer_evnt(title = \"a\")] B, #[customer_event(transparent)] C(u8) }",
        "#[customer_event(title = \"a\", customer_identifier = b)] struct A { #[customer_evet(badge)] b: B }",
    ] {
        assert_eq!(errors(source), [""; 0], "{source}");
    }
}

/// An enum with variants of each form.
fn with_default(attribute: &str) -> String {
    format!(
            "#[customer_event({attribute})]
            enum A {{
                #[customer_event(title = \"a\", customer_identifier = b, components = [text(\"c\")])]
                Own,
                Named {{ account: u8, roles: Vec<u8>, r#type: u8 }},
                Tuple(u8),
            }}"
        )
}

#[test]
fn default_that_uses_a_field_of_other_variants_is_reported_at_the_variant() {
    let rest = "customer_identifier = external_id(\"a\"), components = [text(\"b\")]";
    for (attribute, lacking) in [
        (
            format!("title = \"{{account}}\", {rest}"),
            "field `account`",
        ),
        (format!("title = account, {rest}"), "field `account`"),
        (format!("title = &*account.name, {rest}"), "field `account`"),
        (
            format!("title = format!(\"a\", account), {rest}"),
            "field `account`",
        ),
        (
            format!("title = \"{{account}} {{type}}\", {rest}"),
            "fields `account` and `type`",
        ),
        (
            format!("title = if roles.is_empty() {{ \"a\" }} else {{ \"b\" }}, {rest}"),
            "field `roles`",
        ),
    ] {
        assert_eq!(
            errors(&with_default(&attribute)),
            [format!(
                "variant `Tuple` lacks the {lacking}, which the enum's `title` uses"
            )],
            "{attribute}"
        );
    }
}

#[test]
fn default_list_that_uses_a_field_of_other_variants_is_reported() {
    for (components, lacking) in [
        ("for role in roles { badge(\"{role}\") }", "field `roles`"),
        ("..parts(roles)", "field `roles`"),
        (
            "if let Some(account) = account { text(\"{account}\") }",
            "field `account`",
        ),
        ("{ let a = account; text(\"{a}\") }", "field `account`"),
    ] {
        let attribute =
            format!("title = \"a\", customer_identifier = b, components = [{components}]");
        assert_eq!(
            errors(&with_default(&attribute)),
            [format!(
                "variant `Tuple` lacks the {lacking}, which the enum's `components` uses"
            )],
            "{components}"
        );
    }
}

#[test]
fn other_names_in_defaults_are_not_fields() {
    let rest = "customer_identifier = external_id(\"a\"), components = [text(\"b\")]";
    for title in [
        "_1.account",
        "account()",
        "a::account",
        "other",
        "{ let account = 1; account }",
    ] {
        let attribute = format!("title = {title}, {rest}");
        assert_eq!(errors(&with_default(&attribute)), [""; 0], "{title}");
    }
    assert_eq!(
        errors(&with_default(&format!("title = \"{{acount}}\", {rest}"))),
        ["`{acount}` is not a field of any variant"]
    );
}

#[test]
fn rest_is_nothing_for_a_variant_without_component_fields() {
    let source = |components: &str, variants: &str| {
        format!(
            "#[customer_event(title = \"a\", customer_identifier = owner, components = [{components}])] enum A {{ {variants} }}"
        )
    };
    let with = "B { #[customer_event(badge)] b: u8 }";
    for (components, variants, expected) in [
        (
            "text(\"a\"), ..",
            "C, D(u8)",
            vec!["no field adds a component in place of `..`"],
        ),
        (
            "..",
            "C, D(u8)",
            vec!["no field adds a component in place of `..`"],
        ),
        ("..", "", vec![]),
        (
            "text(\"a\"), ..",
            "B { #[customer_event(badge)] b: u8 }, C, D(u8)",
            vec![],
        ),
        (
            "..",
            "B { #[customer_event(badge)] b: u8 }, C",
            vec!["variant `C` has no components"],
        ),
        (
            "..",
            "B { #[customer_event(badge)] b: u8 }, #[customer_event(components = [text(\"a\"), ..])] C",
            vec!["no field adds a component in place of `..`"],
        ),
    ] {
        assert_eq!(
            errors(&source(components, variants)),
            expected,
            "{components}: {variants}"
        );
    }
    assert_eq!(errors(&source("..", with)), [""; 0]);
}

#[test]
fn identifier_of_a_text_field_needs_its_kind() {
    for ty in [
        "String",
        "&'static str",
        "u64",
        "Cow<'static, str>",
        "std::sync::Arc<str>",
        "uuid::Uuid",
        "&String",
    ] {
        let source = format!(
            "#[customer_event(title = \"a\", components = [text(\"b\")])] struct A {{ #[customer_event(customer_identifier)] owner: {ty} }}"
        );
        assert_eq!(
            messages(&source),
            [
                "expected a kind of `customer_identifier` for the text of `owner`\nhelp: write `customer_identifier = email_address`"
            ],
            "{ty}"
        );
        let typed = source.replace(ty, "CustomerIdentifier");
        assert_eq!(errors(&typed), [""; 0]);
    }
}
