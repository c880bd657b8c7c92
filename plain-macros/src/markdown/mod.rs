//! Positions of captures in Markdown, from the text around them.
//!
//! The runtime escapes a value for its position. An escaped value is not part of the author's markup,
//! so the position follows from the author's text alone. Another value matters only directly beside
//! it.

mod scanner;

use plain_schema::markdown::{After, Before, MarkdownContext, Position};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::template::Piece;
use scanner::Scanner;

/// Writes the name of an associated constant or a method of [`Position`], and checks that it exists.
macro_rules! position_item {
    ($name:ident) => {{
        let _ = Position::$name;
        quote!($name)
    }};
}

/// Writes a position: the constant of its context, and calls for its neighbours.
pub(crate) fn emit(krate: &TokenStream, position: Position) -> TokenStream {
    let context = match position.context {
        MarkdownContext::LineStart => position_item!(LINE_START),
        MarkdownContext::Inline => position_item!(INLINE),
        MarkdownContext::CodeSpan => position_item!(CODE_SPAN),
        MarkdownContext::CodeBlock => position_item!(CODE_BLOCK),
        MarkdownContext::DestinationStart => position_item!(DESTINATION_START),
        MarkdownContext::Destination => position_item!(DESTINATION),
        MarkdownContext::DestinationQuery => position_item!(DESTINATION_QUERY),
    };
    let before = match position.before {
        Before::Nothing => None,
        Before::Markup => Some(position_item!(after_markup)),
        Before::Backslash => Some(position_item!(after_backslash)),
    };
    let before = before.map(|method| quote!(.#method()));
    let after = match position.after {
        After::Nothing => None,
        After::Value => {
            let method = position_item!(before_value);
            Some(quote!(.#method()))
        }
        After::Character(character) => {
            let method = position_item!(before);
            let character = Literal::character(character);
            Some(quote!(.#method(#character)))
        }
    };
    quote!(#krate::__private::Position::#context #before #after)
}

/// Finds the position of each capture, in source order.
pub(crate) fn positions(pieces: &[Piece]) -> Vec<Position> {
    let mut text = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Text(piece) => text.extend(piece.chars().map(Some)),
            Piece::Capture(_) => text.push(None),
        }
    }
    Scanner::new(text).scan()
}

#[cfg(test)]
mod tests {
    use super::positions;
    use crate::template::Template;
    use plain_schema::markdown::MarkdownContext::{
        self, CodeBlock, CodeSpan, Destination, DestinationQuery, DestinationStart, Inline,
        LineStart,
    };
    use plain_schema::markdown::{After, Before, Position};
    use proc_macro2::Span;
    use syn::LitStr;

    fn positions_in(text: &str) -> Vec<Position> {
        let template = Template::parse(&LitStr::new(text, Span::call_site()));
        positions(&template.unwrap().pieces)
    }

    fn contexts(text: &str) -> Vec<MarkdownContext> {
        positions_in(text)
            .iter()
            .map(|position| position.context)
            .collect()
    }

    #[test]
    fn text_before_a_capture_decides_its_context() {
        for (text, expected) in [
            ("{a}", &[LineStart][..]),
            ("Hello {a}", &[Inline]),
            ("Hello\n{a}", &[LineStart]),
            ("Hello\n- {a}: {b}", &[LineStart, LineStart]),
            ("{a}{b}", &[LineStart, LineStart]),
            ("**{a}**, {b}", &[LineStart, Inline]),
            ("`{a}` {b}", &[CodeSpan, Inline]),
            ("`{a} {b}", &[Inline, Inline]),
            ("\\`{a}`", &[Inline]),
            ("``{a}` {b}``", &[CodeSpan, CodeSpan]),
            ("`{a}\n\n{b}`", &[Inline, LineStart]),
            ("```{a}\n{b}\n```\n{c}", &[CodeSpan, CodeBlock, LineStart]),
            ("~~~\n{a}", &[CodeBlock]),
            ("- ```\n  {a}\n  ```", &[CodeSpan]),
            (
                "[{a}](https://x.example/{b}) {c}",
                &[Inline, Destination, Inline],
            ),
            ("[x]({a}/{b})", &[DestinationStart, Destination]),
            ("[x](<{a}>)", &[DestinationStart]),
            (
                "[x](https://x.example/{a}?{b}#{c})",
                &[Destination, DestinationQuery, DestinationQuery],
            ),
            ("[x](y(z){a} \"{b}\")", &[Destination, Inline]),
            ("[x]({a}", &[Inline]),
            ("<https://x.example/{a}> {b}", &[Destination, Inline]),
        ] {
            assert_eq!(contexts(text), expected, "{text}");
        }
    }

    #[test]
    fn neighbours_of_a_capture_are_found() {
        for (text, before, after) in [
            ("x {a}, y", Before::Nothing, After::Nothing),
            ("x {a}[y](z)", Before::Nothing, After::Character('[')),
            ("x {a}{b}", Before::Nothing, After::Value),
            ("x\\{a}", Before::Backslash, After::Nothing),
            ("x\\\\{a}", Before::Nothing, After::Nothing),
            ("x &{a};", Before::Markup, After::Character(';')),
            ("x &am{a}", Before::Markup, After::Nothing),
            ("x <{a}>", Before::Markup, After::Nothing),
            ("x <b {a}", Before::Markup, After::Nothing),
            ("x < {a}", Before::Nothing, After::Nothing),
            ("{a}", Before::Nothing, After::Nothing),
            ("{a} - {b}", Before::Nothing, After::Character('-')),
            ("{a} and - b", Before::Nothing, After::Nothing),
            ("- {a}\n", Before::Markup, After::Character('-')),
            ("- [{a}", Before::Nothing, After::Nothing),
            ("#{a}. ", Before::Markup, After::Character('.')),
            ("`{{{a}`", Before::Markup, After::Character('`')),
        ] {
            let position = positions_in(text)[0];
            assert_eq!((position.before, position.after), (before, after), "{text}");
        }
    }
}
