//! Literals of e-mail addresses with captures.

use plain_schema::{StringRule, Violation};

use crate::template::{Piece, Template};

/// Checks a template of an e-mail address with values that its captures may have. It is invalid if it
/// is so with all of them.
pub(super) fn check_email_address(template: &Template) -> Result<(), Violation> {
    let texts: Vec<String> = if template.with_captures_as("").contains('@') {
        // A name, a domain, and an IP address in brackets.
        let values = ["a", "a.a", "1.1.1.1", "IPv6:::1", "::1"];
        values.map(|value| template.with_captures_as(value)).into()
    } else {
        // One capture has the `@`.
        let captures = captures_before_domain(template).into_iter().flatten();
        captures
            .flat_map(|capture| with_at(template, capture))
            .collect()
    };
    let mut results = texts
        .iter()
        .map(|text| StringRule::EmailAddress.check(text));
    let first = results.next().unwrap_or(Ok(()));
    if results.any(|result| result.is_ok()) {
        Ok(())
    } else {
        first
    }
}

/// Texts in which the value of a capture has the `@`.
fn with_at(template: &Template, capture: usize) -> [String; 4] {
    ["a@a.a", "a@", "@a.a", "@"]
        .map(|value| template.with_captures(|index| if index == capture { value } else { "a.a" }))
}

/// Indices of the captures that may have the `@`, if any may: the last one, since a domain could be
/// part of a name, except after a quoted name and before a domain in brackets.
fn captures_before_domain(template: &Template) -> [Option<usize>; 3] {
    let (mut last, mut after_quotes, mut before_bracket) = (None, None, None);
    let mut quotes = Quotes::Start;
    let mut captures = 0..;
    for piece in &template.pieces {
        match piece {
            Piece::Text(text) => {
                if text.starts_with('[') {
                    before_bracket = last;
                }
                quotes = text.chars().fold(quotes, Quotes::after);
            }
            Piece::Capture(_) => {
                last = captures.next();
                if quotes == Quotes::Closed {
                    after_quotes = after_quotes.or(last);
                }
                quotes = quotes.after('a');
            }
        }
    }
    [last, after_quotes, before_bracket]
}

/// State of a quoted name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quotes {
    Start,
    Open,
    /// After a backslash.
    Escaped,
    /// Directly after the quotes.
    Closed,
    End,
}

impl Quotes {
    fn after(self, character: char) -> Self {
        match (self, character) {
            (Self::Open, '"') => Self::Closed,
            (Self::Open, '\\') => Self::Escaped,
            (Self::Start, '"') | (Self::Open | Self::Escaped, _) => Self::Open,
            (Self::Start | Self::Closed | Self::End, _) => Self::End,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use plain_schema::StringRule;
    use proc_macro2::Span;

    use super::{check_email_address, with_at};
    use crate::literal::TextLiteral;
    use crate::template::Template;

    #[test]
    fn literal_parts_of_an_address_decide() {
        for (literal, expected) in [
            ("{mail}", true),
            ("{name}@x.example", true),
            ("{name}+tag@{domain}", true),
            ("jane@{domain}", true),
            ("jane@{host}.example", true),
            ("jane@[{ip}]", true),
            ("jane@[IPv6:{ip}]", true),
            ("{name}{domain}", true),
            ("{name}{at}{domain}", true),
            ("\"{name}\"@x.example", true),
            ("jane.{rest}", true),
            ("Kim <{a}@x.example>", false),
            ("Kim <{mail}>", false),
            ("mailto:{mail}", false),
            ("{mail} ", false),
            ("{a}@x@y.example", false),
            ("{a}@.{b}", false),
            ("{a}@x example", false),
            ("{a}, {b}", false),
        ] {
            let call = format!("user(email_address({literal:?}))");
            let errors = crate::tests::component_errors(&call);
            assert_eq!(errors.is_empty(), expected, "{literal}: {errors:?}");
        }
    }

    #[test]
    fn three_captures_decide_for_all() {
        const TEXTS: [&str; 12] = [
            "",
            ".",
            "-",
            "a",
            " ",
            "\"",
            "\"b\"",
            "\\\"",
            "[",
            "[x:",
            "]",
            "localhost",
        ];
        let mut valid = BTreeSet::new();
        for index in 0..TEXTS.len().pow(4) {
            let text = |digit: u32| TEXTS[index / TEXTS.len().pow(digit) % TEXTS.len()];
            let literal = format!(
                "{}{{a}}{}{{b}}{}{{c}}{}",
                text(3),
                text(2),
                text(1),
                text(0)
            );
            let literal = TextLiteral::new(&literal, Span::call_site());
            let template = Template::parse(&literal).unwrap();
            let literal = literal.value().to_owned();
            let mut texts = (0..3).flat_map(|capture| with_at(&template, capture));
            let expected = texts.any(|text| StringRule::EmailAddress.check(&text).is_ok());
            assert_eq!(
                check_email_address(&template).is_ok(),
                expected,
                "{literal}"
            );
            if expected {
                valid.insert(literal);
            }
        }
        for literal in ["\"{a}{b}\"{c}", "\"b\"{a}.{b}.{c}", "{a}{b}[x:{c}]"] {
            assert!(valid.contains(literal), "{literal}");
        }
    }
}
