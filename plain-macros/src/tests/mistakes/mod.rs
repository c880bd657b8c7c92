//! Common mistakes: each is exactly one error, whose help contains the code to write.

mod call;
mod content;
mod control_flow;
mod derive;
mod first_use;
mod form;
mod item;
mod order;
mod separator;
mod shape;
mod text;
mod unexpanded;
mod value;
mod whole;

use plain_schema::EntityKind;
use proc_macro2::TokenStream;

use super::{messages_of, with_component};
use crate::diagnostic::Diagnostics;
use crate::{check, desugar, emit, syntax};

/// A mistake, and a part of the help.
type Mistake = (&'static str, &'static str);

/// Asserts that each source has one error, and that its help contains the code to write.
fn assert_helped(mistakes: &[Mistake], messages: impl Fn(&str) -> Vec<String>) {
    let failures: Vec<String> = mistakes
        .iter()
        .filter_map(|(source, code)| {
            let messages = messages(source);
            let is_helped = match messages.as_slice() {
                [message] => message
                    .split_once("help: ")
                    .is_some_and(|(_, help)| help.contains(code)),
                _ => false,
            };
            (!is_helped).then(|| format!("{source}\n    expected {code}\n    found {messages:?}"))
        })
        .collect();
    assert!(
        failures.is_empty(),
        "{} of {} are not helped:\n{}",
        failures.len(),
        mistakes.len(),
        failures.join("\n")
    );
}

/// Code that resembles a mistake, but may be right.
#[test]
fn code_of_the_user_is_left_alone() {
    for component in [
        "..self.user()",
        "..users.iter().map(user)",
        "..users.iter().map(|it| row(it))",
        "..crate::layout::text(a)",
        r#"for a in b.iter().map(|it| text(it)) { badge("{a}") }"#,
        r#"if a.map(|it| text(it)).is_some() { badge("b") }"#,
        r#"for a in b { count += 1; *total -= a; text("{a}") }"#,
        r#"match a { Some(b) => { let c = text(b); badge("{c}") } None => unreachable!("{a}") }"#,
        r#"if a { println!("{b}"); text("c") }"#,
        "badge(label(a))",
        "badge(badge(a))",
        "badge(size)",
        "spacer(size)",
        "link_button(label, url)",
        "text(name.as_ref())",
        "text(a && b)",
        "text(a == b)",
        "text(-a)",
        "text(*a)",
        "text(&a[..3])",
        "text(a::<B, C>(d))",
        "text(a as u8)",
        "text(a?.b)",
        "text(user)",
        "text(null_or(a))",
        r#"text("a", color = status.color())"#,
        r#"text("a", color = Self::color(b))"#,
        r#"text("a", color = TextColor::Muted)"#,
        r#"text("a", size = s)"#,
        "user(identifier(a))",
        "user(a.user_identifier)",
        "date_time(a.date())",
        "row(main_content = [..left()], aside_content = [..right])",
    ] {
        assert_eq!(component_messages(component), [""; 0], "{component}");
    }
}

fn call_messages(source: &str) -> Vec<String> {
    messages_of(EntityKind::CustomerEvent, source)
}

fn component_messages(source: &str) -> Vec<String> {
    call_messages(&with_component(source))
}

fn derive_messages(source: &str) -> Vec<String> {
    derive_messages_of(EntityKind::CustomerEvent, source)
}

pub(super) fn derive_messages_of(kind: EntityKind, source: &str) -> Vec<String> {
    let tokens: TokenStream = source.parse().unwrap();
    let entity = kind.entity();
    let mut diagnostics = Diagnostics::default();
    let input = syntax::TypeItem::parse(tokens).unwrap();
    let mut raw = syntax::derive(input, entity, syntax::Recovery::Discard, &mut diagnostics);
    let desugared = desugar::derive(&mut raw, entity, &mut diagnostics);
    let checked = check::derive(desugared, &mut diagnostics);
    let expansion = emit::derive(&checked, &diagnostics);
    syn::parse2::<syn::File>(expansion).unwrap();
    diagnostics.messages()
}
