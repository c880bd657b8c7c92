//! Values and components in another form, and `let` for a component.

use super::{assert_helped, component_messages};
use crate::tests::component_errors;

#[test]
fn arguments_in_another_form_are_helped() {
    assert_helped(
        &[
            (r#"text(("a", Muted))"#, r#"`text("a", color = Muted)`"#),
            (
                r"badge((label, color = Red))",
                "`badge(label, color = Red)`",
            ),
            (
                r#"text(("a", L), color = Muted)"#,
                r#"`text("a", size = L, color = Muted)`"#,
            ),
            (
                r#"copy_button((id, tooltip_label = "Copy"))"#,
                r#"`copy_button(id, tooltip_label = "Copy")`"#,
            ),
            (
                r#"link_button(("a", "https://a.example"))"#,
                r#"`link_button("a", "https://a.example")`"#,
            ),
            (
                r#"link_button("a", url("https://a.example"))"#,
                r#"`url = "https://a.example"`"#,
            ),
            ("spacer(size(XL))", "`size = XL`"),
            (
                r#"date_time(iso8601("2024-10-28"))"#,
                r#"`iso8601 = "2024-10-28"`"#,
            ),
        ],
        component_messages,
    );
    assert_eq!(
        component_errors(r#"link_button(label("a"), url("https://a.example"))"#),
        ["expected `=` after `label`", "expected `=` after `url`"],
    );
}

#[test]
fn functions_with_names_of_properties_are_left_alone() {
    for item in [
        r#"link_button("a", url("/keys"))"#,
        r#"link_button(label("status.paid"), url(path))"#,
        "spacer(size(plan))",
        "date_time(iso8601(at))",
        r#"badge(label("a"))"#,
        r#"link_button("a", url = url("https://a.example"))"#,
        "date_time(start - 10)",
    ] {
        assert_eq!(component_errors(item), [""; 0], "{item}");
    }
}

#[test]
fn dates_without_quotes_are_helped() {
    assert_helped(
        &[
            ("date_time(2024-10-28)", r#"`iso8601 = "2024-10-28"`"#),
            (
                "date_time(iso8601 = 2024/02/09)",
                r#"`iso8601 = "2024-02-09"`"#,
            ),
            ("date_time(09-02-2024)", r#"`iso8601 = "2024-MM-DD"`"#),
            (
                "date_time(2024-10-28T18:30:00Z)",
                r#"`"2024-10-28T18:30:00Z"`"#,
            ),
        ],
        component_messages,
    );
}

#[test]
fn default_operators_are_helped() {
    assert_helped(
        &[
            ("text(a ?: b)", "`a.unwrap_or(b)`"),
            (
                r#"badge(user.name ?: "none")"#,
                r#"`user.name.unwrap_or("none")`"#,
            ),
            (
                r#"note ?: text("None")"#,
                r#"`if let Some(value) = note { .. } else { text("None") }`"#,
            ),
            (
                r"a.b() ?? divider()",
                "`if let Some(value) = a.b() { .. } else { divider() }`",
            ),
            (
                r#"is_paid || badge("Due")"#,
                r#"`if !(is_paid) { badge("Due") }`"#,
            ),
        ],
        component_messages,
    );
}

#[test]
fn let_of_a_component_is_one_error() {
    assert_helped(
        &[
            (
                r#"let x = text("a"), x"#,
                r#"write `text("a")` in place of `x`"#,
            ),
            (
                r#"let x = badge("a", color = Red); x, divider()"#,
                r#"write `badge("a", color = Red)` in place of `x`"#,
            ),
            (
                r"divider(), let line = divider(), ..line, line",
                "write `divider()` in place of `line`",
            ),
            (
                r#"if a { let x = text("a"); x }"#,
                r#"write `text("a")` in place of `x`"#,
            ),
            (
                r#"for a in b { let x = spacer(M); text("{a}"); x }"#,
                "write `spacer(M)` in place of `x`",
            ),
            (
                r#"let name = "a"; text("{name}")"#,
                "write it in a block: `{ let name = value; text(\"{name}\") }`",
            ),
        ],
        component_messages,
    );
    for items in [
        r"if a { let x = badge(b); ..x }",
        r#"{ let x = text("welcome"); badge("{x}") }"#,
    ] {
        assert_eq!(component_errors(items), [""; 0], "{items}");
    }
}
