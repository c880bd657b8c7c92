//! Mistakes of people who know serde, clap, dioxus, TypeScript or Python and not this language.

use super::{assert_helped, call_messages, component_messages, derive_messages};

#[test]
fn components_of_other_libraries_are_helped() {
    assert_helped(
        &[
            (r#"text(value = "a")"#, "`text = "),
            (r#"text(content = "a")"#, "`text = "),
            (r#"badge(text = "a")"#, "`label = "),
            (r#"badge("a", variant = Green)"#, "`color`"),
            (r#"badge("a", colour = Green)"#, "`color`"),
            (r#"badge("a", color = green)"#, "`color = Green`"),
            (r#"badge("a", color = "Green".into())"#, "`Green`"),
            (r#"badge("a", color: Green)"#, "`color = Green`"),
            (r#"badge("a", Green)"#, "`color = Green`"),
            (r#"text("a", size = Large)"#, "`L`"),
            (r#"text("a", bold = true)"#, "`size`"),
            (r#"heading("a")"#, "`text`"),
            (r#"paragraph("a")"#, "`text`"),
            (r#"link("a", "https://a.example")"#, "`link_button`"),
            (r#"button("a", "https://a.example")"#, "`link_button`"),
            (r#"link_button("a", to = "https://a.example")"#, "`url = "),
            (
                r#"link_button(title = "a", url = "https://a.example")"#,
                "`label = \"a\"`",
            ),
            (r#"spacer(size = "M")"#, "`M`"),
            (r"spacer(16)", "`XS`"),
            (r"divider(size = M)", "`spacing_size`"),
            (r#"copy_button("a", tooltip = "b")"#, "`tooltip_label`"),
            (
                r#"row(left = [text("a")], aside_content = [text("b")])"#,
                "`main_content`",
            ),
            (r#"container([text("a")])"#, "(content = [text"),
            (r#"container(children = [text("a")])"#, "`content`"),
            (r#"user("jane@acme.com")"#, " email_address("),
            (r"date_time(now())?", "`date_time"),
            (r#"datetime("2024-10-28")"#, "`date_time`"),
            (r#"date("2024-10-28")"#, "`date_time`"),
            (r#"Text::new("a")"#, "`text(\"a\")`"),
            (r#"plain::text("a")"#, "`text(\"a\")`"),
            (r#"&text("a")"#, "`text(\"a\")`"),
            (r#"vec![text("a")]"#, "text(\"a\")"),
            (r#"Some(text("a"))"#, "text(\"a\")"),
            (r#"Box::new(text("a"))"#, "text(\"a\")"),
            (r#"text("a") if paid"#, "`if paid { text(\"a\") }`"),
            (r#"if paid: text("a")"#, "{ text(\"a\") }"),
            (r#"paid && text("a")"#, "`if paid { text(\"a\") }`"),
            (r#"text("a") + text("b")"#, "`text(\"a\"), text(\"b\")`"),
            (r#"text("a" + name)"#, "{name}"),
            (r#"text("a {}", name)"#, "{name}"),
        ],
        component_messages,
    );
}

fn with_field(field: &str) -> Vec<String> {
    call_messages(&format!(
        "title = \"a\", customer_identifier = external_id(\"b\"), components = [divider()], {field}"
    ))
}

#[test]
fn fields_of_other_clients_are_helped() {
    assert_helped(
        &[
            (r#"externalId = "a""#, "`external_id`"),
            (r#"external_id: "a""#, "`external_id = \"a\"`"),
            (r#"idempotency_key = "a""#, "`external_id`"),
            (r#"timestamp = "yesterday""#, "`2024-"),
            (r"timestamp = 1730140200", "2024-"),
            (r#"is_collapsed = "true""#, "`is_collapsed = true`"),
            (r"is_collapsed", "`is_collapsed = "),
            (r"collapsed = true", "`is_collapsed`"),
            (r"..Default::default()", "remove it"),
            (r"..base", "remove it"),
        ],
        with_field,
    );
}

#[test]
fn attributes_of_other_derives_are_helped() {
    let with_attribute = |attribute: &str| {
        derive_messages(&format!(
            "#[customer_event(title = \"a\", customer_identifier = external_id(id), components = [text(\"a\"), ..])] struct Paid {{ id: u32, #[customer_event(badge)] plan: String, {attribute} b: String }}"
        ))
    };
    assert_helped(
        &[
            (r#"#[customer_event(rename = "c")]"#, "`"),
            (r"#[customer_event(skip)]", "`"),
            (
                r"#[customer_event(badge, color = Green)]",
                "`badge(color = Green)`",
            ),
            (
                r"#[customer_event(badge = Green)]",
                "`badge(color = Green)`",
            ),
            (r"#[customer_event(badge(Green))]", "`color = Green`"),
            (r"#[customer_event(text = Muted)]", "`text(color = Muted)`"),
            (r"#[customer_event(text = b)]", "`text`"),
            (r"#[customer_event(text, size = L)]", "`text(size = L)`"),
            (
                r"#[customer_event(customer_id)]",
                "`customer_identifier = customer_id`",
            ),
            (r"#[customer_event(label)]", "`"),
            (r"#[customer_event(component = text)]", "`text`"),
            (r"#[customer_event(row)]", "`components = [row"),
            (
                r"#[customer_event(email_address)]",
                "`customer_identifier = email_address`",
            ),
            (r"#[customer_event(thread_id)]", "`"),
            (
                r"#[customer_event(customer = email_address)]",
                "`customer_identifier`",
            ),
        ],
        with_attribute,
    );
}
