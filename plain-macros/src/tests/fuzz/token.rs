//! Strategies for tokens that appear in calls, and for some that do not.

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use quote::{ToTokens, quote};

/// Maximum depth of nested groups.
const MAX_DEPTH: u32 = 4;
/// Maximum number of tokens in a group.
const MAX_TOKENS: usize = 8;

/// A few tokens, with nested groups.
pub(super) fn list() -> impl Strategy<Value = TokenStream> {
    list_of(token())
}

/// One token, or the two of a lifetime.
pub(super) fn token() -> impl Strategy<Value = TokenStream> {
    leaf().prop_recursive(MAX_DEPTH, 64, 8, |inner| {
        prop_oneof![
            13 => leaf(),
            3 => (delimiter(), list_of(inner)).prop_map(|(delimiter, tokens)| {
                Group::new(delimiter, tokens).into_token_stream()
            }),
        ]
    })
}

fn list_of(token: impl Strategy<Value = TokenStream>) -> impl Strategy<Value = TokenStream> {
    vec(token, 0..=MAX_TOKENS).prop_map(TokenStream::from_iter)
}

fn leaf() -> impl Strategy<Value = TokenStream> {
    let raw_word = select(&["title", "type", "text", "match"][..])
        .prop_map(|word| Ident::new_raw(word, Span::call_site()).into_token_stream());
    prop_oneof![
        5 => word().prop_map(TokenTree::into_token_stream),
        1 => raw_word,
        1 => Just(quote!('a)),
        2 => literal().prop_map(Literal::into_token_stream),
        2 => sign(Just('=')),
        1 => sign(Just(',')),
        1 => sign(select("=,.:;!?<>&|+-*/%^#$@~".chars().collect::<Vec<_>>())),
    ]
}

/// A name of the language, a near miss or a keyword.
pub(super) fn word() -> impl Strategy<Value = TokenTree> {
    select(&WORDS[..]).prop_map(|word| ident(word).into())
}

/// A string literal, with or without captures.
pub(super) fn text() -> impl Strategy<Value = Literal> {
    vec(select(&TEXTS[..]), 1..=3).prop_map(|parts| Literal::string(&parts.concat()))
}

pub(super) fn delimiter() -> impl Strategy<Value = Delimiter> {
    select(vec![
        Delimiter::Parenthesis,
        Delimiter::Bracket,
        Delimiter::Brace,
        Delimiter::None,
    ])
}

fn sign(sign: impl Strategy<Value = char>) -> impl Strategy<Value = TokenStream> {
    let spacing = select(vec![Spacing::Alone, Spacing::Alone, Spacing::Joint]);
    (sign, spacing).prop_map(|(sign, spacing)| Punct::new(sign, spacing).into_token_stream())
}

fn literal() -> impl Strategy<Value = Literal> {
    let other = vec![
        Literal::character('{'),
        Literal::byte_string(b"a"),
        Literal::byte_character(b'a'),
        Literal::c_string(c"a"),
        Literal::u8_suffixed(1),
        Literal::usize_unsuffixed(usize::MAX),
        Literal::f64_unsuffixed(1.5),
        Literal::f32_suffixed(1.5),
        r##"r#"{a}"#"##.parse().unwrap(),
        "\"a\"suffix".parse().unwrap(),
    ];
    prop_oneof![
        10 => select(other),
        4 => text(),
    ]
}

pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

#[rustfmt::skip]
const WORDS: [&str; 64] = [
    "title", "customer_identifier", "components", "external_id", "timestamp", "is_collapsed",
    "thread_id", "text", "plain_text", "spacer", "divider", "badge", "link_button",
    "copy_button", "workflow_button", "date_time", "user", "row", "container", "size", "color",
    "spacing_size", "label", "url", "value", "tooltip_label", "workflow_identifier",
    "workflow_id", "workflow_key", "iso8601", "user_identifier", "user_id", "email_address",
    "machine_user_id", "main_content", "aside_content", "content", "customer_id", "Muted", "XL",
    "None", "Some", "MUTED", "linkButton", "client", "é", "_", "if", "else", "let", "match",
    "for", "in", "as", "async", "move", "self", "Self", "crate", "fn", "dyn", "return", "const",
    "unsafe",
];

const TEXTS: [&str; 24] = [
    "",
    " ",
    "a",
    "{a}",
    "{a.b:>3}",
    "{a.0}",
    "{self}",
    "{{",
    "{",
    "}",
    "{}",
    "{a",
    "{a:{b}}",
    "{r#type}",
    "{é}",
    "{_}",
    "{a.r#type}",
    "{a.self}",
    "{a/**/}",
    "{a:?}",
    "https://a.example/{a}",
    "javascript:a",
    "2024-10-28",
    "jane@acme.com",
];
