//! Separators of other languages, declarations in a list, and tokens beside a component.

use super::{assert_helped, component_messages};
use crate::tests::component_errors;

#[test]
fn signs_and_words_between_components_are_helped() {
    assert_helped(
        &[
            (r#"text("a") | text("b")"#, r#"`text("a"), text("b")`"#),
            (r#"text("a") & text("b")"#, r#"`text("a"), text("b")`"#),
            (r#"text("a") && text("b")"#, r#"`text("a"), text("b")`"#),
            (r#"text("a") >> text("b")"#, r#"`text("a"), text("b")`"#),
            (r#"text("a") -> text("b")"#, r#"`text("a"), text("b")`"#),
            (r#"text("a") => badge("b")"#, r#"`text("a"), badge("b")`"#),
            (r#"text("a") and text("b")"#, r#"`text("a"), text("b")`"#),
            (r#"text("a") then text("b")"#, r#"`text("a"), text("b")`"#),
            (r#"text("a").text("b")"#, r#"`text("a"), text("b")`"#),
            (r#"text("a")..badge("b")"#, r#"`text("a"), badge("b")`"#),
            (r"..more | ..other", "`..more, ..other`"),
            (r"..more ..other", "`,`"),
            (r#"text("a") text("b") divider()"#, "`,`"),
            (r#"text("a"); text("b"); divider()"#, "`,`"),
            (r#"text("a"),,, text("b")"#, "remove it"),
            (
                r#"if a { text("a") + text("b") }"#,
                r#"`text("a"); text("b")`"#,
            ),
            (r"divider;", "`divider(..)`"),
            (r",", "a value before it"),
            (r"text(,)", "a value before it"),
            (
                r#"row(text("a") | text("c"))"#,
                r#"`row(main_content = [text("a")], aside_content = [text("c")])`"#,
            ),
            (
                r#"container(text("a"),, text("b"))"#,
                r#"`container(content = [text("a"), text("b")])`"#,
            ),
            (
                r#"match a { 1 => text("b") text("c"), _ => {} }"#,
                r#"`{ text("b"); text("c") }`"#,
            ),
        ],
        component_messages,
    );
}

#[test]
fn signs_between_arguments_are_helped() {
    assert_helped(
        &[
            (r#"badge("a" | color = Green)"#, r#"`"a", color = Green`"#),
            (r#"badge("a" & color = Green)"#, r#"`"a", color = Green`"#),
            (
                r#"link_button(label = "a" & url = "https://x.example")"#,
                r#"`label = "a", url = "https://x.example"`"#,
            ),
            (
                r#"row(main_content = [text("a")] | aside_content = [text("c")])"#,
                r#"`main_content = [text("a")], aside_content = [text("c")]`"#,
            ),
            (
                r#"link_button("a": "https://x.example")"#,
                r#"`"a", "https://x.example"`"#,
            ),
            (
                r#"link_button("a" => "https://x.example")"#,
                r#"`"a", "https://x.example"`"#,
            ),
            (r#"badge("a", color "Green")"#, "`color = Green`"),
            (r#"text(content: "a")"#, r#"`text = "a"`"#),
        ],
        component_messages,
    );
}

#[test]
fn declarations_in_a_list_are_helped() {
    assert_helped(
        &[
            ("const A: u8 = 1;", "`const A: u8 = 1;` before the call"),
            (
                r#"text("a"), const A: u8 = 1; text("{A}")"#,
                "before the call",
            ),
            ("fn f() {}", "`fn f() {}` before the call"),
            ("struct A;", "`struct A;` before the call"),
            (r#"use a::b; text("a")"#, "`use a::b;` before the call"),
            (
                r#"type A = u8; text("a")"#,
                "`type A = u8;` before the call",
            ),
            (r#"if a { use b::c; text("d") }"#, "before the call"),
            (r#"var x = 1; text("{x}")"#, "`let x = 1;` before the call"),
            (r#"function f() { text("a") }"#, "before the call"),
            (r#"def f(): text("a")"#, "before the call"),
        ],
        component_messages,
    );
}

#[test]
fn tokens_beside_a_component_are_helped() {
    assert_helped(
        &[
            (r#"badge("a")!"#, r#"`badge("a")`"#),
            (r#"text("a").bold()"#, r#"`text("a")`"#),
            (r#"text("a") { color: Muted }"#, r#"`text("a")`"#),
            (r#"<!-- note --> text("a")"#, r#"`text("a")`"#),
            (r#"1. text("a")"#, r#"`text("a")`"#),
            (r#"!text("a")"#, r#"`text("a")`"#),
            (r#"link => "..""#, r#"`link_button("..")`"#),
            (r#"text("a"), color = Green"#, "`text(.., color = Green)`"),
            (r#"components = [text("a")]"#, r#"`text("a")`"#),
        ],
        component_messages,
    );
}

#[test]
fn literals_as_arguments_of_a_text_are_helped() {
    assert_helped(
        &[
            (r#"text("more {}", 3)"#, r#"`"more 3"`"#),
            (r#"text("more {}", "x")"#, r#"`"more x"`"#),
            (r#"text("{} of {}", 3, total)"#, r#"`"3 of {total}"`"#),
            (r#"badge("{}", 3, color = Green)"#, r#"`"3"`"#),
            (
                r#"link_button("Open {}", 3, "https://x.example")"#,
                r#"`"Open 3"`"#,
            ),
            (r#"plain_text("%s", "x")"#, r#"`"x"`"#),
        ],
        component_messages,
    );
}

#[test]
fn operators_and_names_of_the_user_are_left_alone() {
    for item in [
        "..a.iter().chain(b)",
        "..rows(a | b)",
        "text(a + b)",
        "text(a | b)",
        r#"text("a", color = if let A | B = c { Muted } else { Normal })"#,
        r"text(f(|x| y = x), color = Muted)",
        r"text(async_name), text(function)",
        r#"if let (a, b) = c { text("{a}") }, for (a, b) in c { text("{b}") }"#,
        "..def(a), ..import, ..var",
        r#"if a { b = c; text("{b}") }"#,
        r#"text("{a} {{}}")"#,
        "..from::a(b)",
    ] {
        assert_eq!(component_errors(item), [""; 0], "{item}");
    }
}
