//! Mistakes in the attributes of a derive.

use super::{assert_helped, derive_messages};

fn with_attribute(title: &str) -> Vec<String> {
    derive_messages(&format!(
        "#[customer_event({title}, customer_identifier = external_id(\"a-{{_1}}\"), components = [text(\"a\")])] struct Paid(u32, u32);"
    ))
}

#[test]
fn texts_of_a_tuple_struct_are_helped() {
    assert_helped(
        &[
            (r#"title = "{0}""#, "`{_0}`"),
            (r#"title = "{1:>8}""#, "`{_1:>8}`"),
            (r#"title = "{5}""#, "`{_0}`"),
            (r#"title = "{0.len()} left""#, "`title = self."),
            (r#"title => "x""#, r#"`title = "x"`"#),
            (r#"title = text("x")"#, r#"`title = "x"`"#),
        ],
        with_attribute,
    );
}

fn with_field(role: &str) -> Vec<String> {
    derive_messages(&format!(
        "#[customer_event(title = \"a\", customer_identifier = external_id(\"a-{{id}}\"), components = [text(\"a\"), ..])] struct Paid {{ id: u32, #[customer_event(badge)] plan: String, {role} }}"
    ))
}

#[test]
fn fields_in_another_form_are_helped() {
    assert_helped(
        &[
            (
                r"#[customer_event(badg)] status: String",
                "did you mean `badge`?",
            ),
            (
                r#"#[customer_event(external_id = "a-{b}")] b: String"#,
                r#"`#[customer_event(external_id = "a-{b}")]`"#,
            ),
            (
                r#"#[customer_event(link_button(label = "View"))] link: String"#,
                r#"`components = [link_button("View", link)]`"#,
            ),
            (
                r#"#[customer_event(text("Plan: {b}"))] b: String"#,
                r#"`components = [text("Plan: {b}")]`"#,
            ),
            (r"#[customer_event(badge!)] b: String", "`badge`"),
            (r#"#[customer_event("badge")] b: String"#, "`badge`"),
            (
                r#"#[customer_event(badge = "{b}")] b: String"#,
                r#"`#[customer_event(components = [badge("{b}")])]`"#,
            ),
            (r"#[customer_event(Badge)] b: String", "`badge`"),
        ],
        with_field,
    );
}

#[test]
fn only_mistaken_role_is_reported() {
    assert_helped(
        &[
            (
                r#"#[customer_event(title = "a", customer_identifier = external_id("a-{id}"))] struct Paid { id: u32, #[customer_event(badg)] status: String }"#,
                "did you mean `badge`?",
            ),
            (
                r#"#[customer_event(title = "{items.len()} left", customer_identifier = external_id("a-{id}"), components = [text("a")])] struct Paid { id: u32, items: Vec<u32> }"#,
                "`title = self.",
            ),
            (
                r#"#[customer_event(title = "a", customer_identifier = external_id("a-{id}"), components = [badge("{items.len()}")])] struct Paid { id: u32, items: Vec<u32> }"#,
                "`badge(self.",
            ),
        ],
        derive_messages,
    );
}

fn with_position_of_fields(role: &str) -> Vec<String> {
    derive_messages(&format!(
        "#[customer_event(title = \"a\", customer_identifier = external_id(\"{{id}}\"), components = [text(\"a\"), ..])] struct Paid {{ id: u32, {role} b: String }}"
    ))
}

#[test]
fn invalid_role_may_be_that_of_a_component() {
    assert_helped(
        &[
            (r"#[customer_event]", "`#[customer_event(..)]`"),
            (r#"#[customer_event = "badge"]"#, "`#[customer_event(..)]`"),
            (
                r"#[customer_event(badge color = Red)]",
                "`badge(color = Green)`",
            ),
            (
                r"#[customer_event(if b { badge })]",
                "`badge(color = Green)`",
            ),
            (
                r#"#[customer_event(with = "f")]"#,
                "a field of the event, such as",
            ),
            (r#"#[customer_event(title = "x")]"#, "attribute of the type"),
            (r"#[customer_event(badge!)]", "`badge`"),
        ],
        with_position_of_fields,
    );
}
