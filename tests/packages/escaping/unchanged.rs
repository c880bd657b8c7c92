//! Values without markup are unchanged.

use std::borrow::Cow;

use plain_runtime::{EventComponent, Markdown, components};
use proptest::prelude::*;

use crate::{runner, text_of};

#[test]
fn common_values_are_unchanged() {
    for value in [
        "Jane Doe",
        "my_org",
        "some_long_snake_case_id",
        "ch_3MmlLrLkdIwHu7ix0snN0B15",
        "a-b.c",
        "AT&T",
        "Smith & Sons",
        "$1,200.50",
        "-5.00",
        "1.50",
        "17",
        "2026-11-21T10:04:00Z",
        "#84HBFU4SAF",
        "50%",
        "a < b",
        "Welcome!",
        "O'Neil (Acme)",
        "C:\\Users",
        "née 🤖",
    ] {
        assert_eq!(text_of(&components![text(value)]), value);
        assert_eq!(text_of(&components![text("{value}")]), value);
        assert_eq!(
            text_of(&components![text("Hello {value}, bye")]),
            format!("Hello {value}, bye")
        );
        assert_eq!(
            text_of(&components![text("**{value}** ({value})")]),
            format!("**{value}** ({value})")
        );
        assert_eq!(
            text_of(&components![text("- {value}\n- `{value}`")]),
            format!("- {value}\n- `{value}`")
        );
    }
}

#[test]
fn words_in_a_line_are_unchanged() {
    // Underscores between letters are not markup.
    let words = "[A-Za-z0-9 ,.'()-]{0,12}([A-Za-z0-9](_{1,2}[A-Za-z0-9]|[ ,.'()-])){0,6}";
    runner(1_000)
        .run(&words, |value| {
            let value = value.trim();
            let text = text_of(&components![text("Hello {value}, bye")]);
            prop_assert_eq!(text, format!("Hello {value}, bye"));
            Ok(())
        })
        .unwrap();
}

#[test]
fn markdown_values_are_not_escaped() {
    let note = Markdown("**bold** {{x}}\n- a");
    let reference = &note;
    assert_eq!(text_of(&components![text(note)]), note.0);
    assert_eq!(
        text_of(&components![text("See `{note}` {reference}[")]),
        format!("See `{}` {}[", note.0, note.0)
    );
}

#[test]
fn built_in_macros_are_expressions() {
    let [
        EventComponent::Text(name),
        EventComponent::PlainText(plain),
        EventComponent::Text(escaped),
        EventComponent::Text(markdown),
    ] = &components![
        text(env!("CARGO_PKG_NAME")),
        plain_text(concat!("a", "*b*", 1)),
        text(concat!("a", "*b*", 1)),
        text(Markdown(include_str!("note.md"))),
    ][..]
    else {
        panic!("expected four components");
    };
    assert_eq!(name.text, "plain-escaping-tests");
    assert_eq!(plain.plain_text, "a*b*1");
    assert_eq!(escaped.text, r"a\*b\*1");
    assert_eq!(markdown.text, "A **note** of one's own.\n");
    assert_eq!(
        text_of(&components![text(include_str!("note.md"))]),
        "A \\*\\*note\\*\\* of one's own. "
    );
}

#[test]
fn a_literal_does_not_allocate() {
    for component in &components![
        text("**a** {{b}}"),
        plain_text("b"),
        badge("c"),
        copy_button("d", tooltip_label = Some("e")),
        link_button("f", "https://a.example"),
    ] {
        let (first, second) = match component {
            EventComponent::Text(text) => (&text.text, None),
            EventComponent::PlainText(text) => (&text.plain_text, None),
            EventComponent::Badge(badge) => (&badge.label, None),
            EventComponent::CopyButton(button) => (&button.value, button.tooltip_label.as_ref()),
            EventComponent::LinkButton(button) => (&button.label, Some(&button.url)),
            other => panic!("{other:?}"),
        };
        assert!(matches!(first, Cow::Borrowed(_)), "{component:?}");
        assert!(
            second.is_none_or(|second| matches!(second, Cow::Borrowed(_))),
            "{component:?}"
        );
    }
}
