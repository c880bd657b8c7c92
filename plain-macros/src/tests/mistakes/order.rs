//! Values in the place of another, without their name, or under the name of another language.

use super::{assert_helped, call_messages, component_messages, derive_messages};

#[test]
fn values_in_the_place_of_another_are_helped() {
    assert_helped(
        &[
            (r#"badge(Green, "a")"#, r#"`badge("a", color = Green)`"#),
            (
                r#"badge(BadgeColor::Green, "a {b}")"#,
                r#"`badge("a {b}", color = Green)`"#,
            ),
            (
                r#"badge(Green, label = "a")"#,
                r#"`badge("a", color = Green)`"#,
            ),
            ("badge(Green)", r#"`badge("..", color = Green)`"#),
            (r#"text(Muted, "a")"#, r#"`text("a", color = Muted)`"#),
            (r"plain_text(Success, name)", "color = Success)`"),
            (
                r#"link_button("https://a.example", label = "Open")"#,
                r#"`url = "https://a.example"`"#,
            ),
            (
                r#"link_button(label = "https://a.example/{b}", url = "Open")"#,
                r#"`link_button("Open", "https://a.example/{b}")`"#,
            ),
            (
                r#"link_button(url = "Open", label = "tel:123")"#,
                r#"`link_button("Open", "tel:123")`"#,
            ),
            (
                r#"workflow_button("a", workflow = "wf_1")"#,
                r#"`workflow_identifier = workflow_id("wf_1")`"#,
            ),
            (
                r#"workflow_button("a", workflow_id("wf_1"), workflow_key("b"))"#,
                "remove it",
            ),
            (r#"text("{name", n)"#, "`{name}`"),
            (r#"badge("{a} {b", d)"#, "`{name}`"),
        ],
        component_messages,
    );
}

#[test]
fn variables_that_resemble_a_value_are_left_alone() {
    for component in [
        "badge(green)",
        "text(error)",
        "text(error, color = Muted)",
        "badge(XL)",
        "link_button(label, url)",
        r#"link_button("see https://a.example", url)"#,
        r#"link_button(url, url = "https://a.example")"#,
    ] {
        assert_eq!(component_messages(component), [""; 0], "{component}");
    }
}

#[test]
fn fields_without_their_name_are_helped() {
    assert_helped(
        &[
            (
                r#""a {b}", customer_identifier = external_id("c"), components = [divider()]"#,
                r#"`title = "a {b}"`"#,
            ),
            (
                r#"title = "a", external_id("c"), components = [divider()]"#,
                r#"`customer_identifier = external_id("c")`"#,
            ),
            (
                r#"title = "a", customer_identifier = external_id("c"), component = [divider()]"#,
                "`components`",
            ),
        ],
        call_messages,
    );
}

#[test]
fn attributes_of_fields_without_their_role_are_helped() {
    let with_identifier = |rest: &str| {
        derive_messages(&format!(
            "#[customer_event(title = \"a\", customer_identifier = external_id(\"a\"){rest}"
        ))
    };
    assert_helped(
        &[
            (
                r")] struct Paid { #[customer_event] plan: String }",
                "#[customer_event(",
            ),
            (
                r#")] struct Paid { #[customer_event = "badge"] plan: String }"#,
                "#[customer_event(",
            ),
            (
                r", components = [divider()])] struct Paid { id: u32, #[customer_event(external_id = id)] plan: String }",
                "`",
            ),
            (
                r", components = [divider()])] struct Paid { #[customer_event(email_address)] mail: String }",
                "`customer_identifier = email_address`",
            ),
            (
                r", components = [divider()])] enum Paid { #[customer_event(skip)] Now, Later }",
                "`",
            ),
        ],
        with_identifier,
    );
    assert_helped(
        &[
            (
                r#"#[customer_event(title = "a", components = [divider()])] struct Paid { #[customer_event(external_id)] id: u32, #[customer_event(email_address)] mail: String }"#,
                "`customer_identifier = email_address`",
            ),
            (
                r"#[customer_event(skip)] struct Paid { id: u32 }",
                "title = ..",
            ),
        ],
        derive_messages,
    );
}

#[test]
fn field_that_cfg_removes_is_captured_in_an_item_with_cfg() {
    let messages = derive_messages(
        r#"#[customer_event(title = "a", customer_identifier = external_id("a"), components = [#[cfg(test)] badge("{note}"), text("b")])] struct Paid { id: u32 }"#,
    );
    assert_eq!(messages, [""; 0]);
}

#[test]
fn one_mistake_in_name_and_sign_is_one_error() {
    assert_helped(
        &[
            (
                r#"link_button("Open", href: "https://a.example")"#,
                r#"`url = "https://a.example"`"#,
            ),
            (r#"badge("a", colour: Green)"#, "`color`"),
            (r#"badge("a", variant: "success")"#, "`color`"),
            (r#"text(body: "a")"#, "`text = "),
            (r#"user(email: "a@b.example")"#, "email_address("),
            (r#"text("a", bold: true)"#, "`size`"),
        ],
        component_messages,
    );
}

#[test]
fn methods_of_a_component_are_properties() {
    assert_helped(
        &[
            (r#"text("a").muted()"#, r#"`text("a", color = Muted)`"#),
            (
                r#"badge("a {b}").green().build()"#,
                r#"`badge("a {b}", color = Green)`"#,
            ),
            (
                r#"ui.text("a").size(L).error()"#,
                r#"`text("a", size = L, color = Error)`"#,
            ),
            ("spacer().xl()", "`spacer(XL)`"),
        ],
        component_messages,
    );
}

#[test]
fn misplaced_let_is_not_an_empty_list() {
    assert_helped(
        &[
            (r#"let a = text("b")"#, "write it in a block"),
            ("let a = 1", "write it in a block"),
        ],
        component_messages,
    );
}
