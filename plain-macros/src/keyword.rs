//! Keywords and identifiers. Proc macros run without optimisation, and to parse a name with syn takes
//! ten times as long as to compare it with each keyword.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::Parser;

/// Keywords of all editions by their length, reserved ones as well. A variable of that name is a raw
/// identifier.
const KEYWORDS: [&[&str]; 9] = [
    &[],
    &["_"],
    &["as", "do", "fn", "if", "in"],
    &[
        "box", "dyn", "for", "let", "mod", "mut", "pub", "ref", "try", "use",
    ],
    &[
        "Self", "else", "enum", "impl", "loop", "move", "priv", "self", "true", "type",
    ],
    &[
        "async", "await", "break", "const", "crate", "false", "final", "macro", "match", "super",
        "trait", "where", "while", "yield",
    ],
    &[
        "become", "extern", "return", "static", "struct", "typeof", "unsafe",
    ],
    &["unsized", "virtual"],
    &["abstract", "continue", "override"],
];

/// Whether a word is a keyword, or `_`.
pub(crate) fn is_keyword(word: &str) -> bool {
    KEYWORDS
        .get(word.len())
        .is_some_and(|keywords| keywords.contains(&word))
}

/// Whether a name is that of an absent value in another language.
pub(crate) fn is_null(name: &Ident) -> bool {
    const NAMES: [&str; 4] = ["null", "undefined", "nil", "NULL"];
    NAMES.iter().any(|null| name == null)
}

/// Whether a name is that of an absent value, here or in another language.
pub(crate) fn is_absent(name: &Ident) -> bool {
    name == "None" || is_null(name)
}

/// Whether a text is an identifier or a keyword, and nothing else.
pub(crate) fn is_word(text: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    match text.as_bytes() {
        [first, ..] if text.bytes().all(is_letter) => !first.is_ascii_digit() && text != "_",
        // The comparison rejects a comment beside the name, which the parser skips.
        _ => Ident::parse_any
            .parse_str(text)
            .is_ok_and(|ident| ident == text),
    }
}

#[cfg(test)]
mod tests {
    use syn::Ident;

    use super::{KEYWORDS, is_keyword, is_word};

    #[test]
    fn keywords_are_those_that_syn_rejects() {
        let words = [
            "union", "auto", "raw", "gen", "safe", "default", "a", "é", "r#type",
        ];
        for word in KEYWORDS.into_iter().flatten().copied().chain(words) {
            assert_eq!(
                is_keyword(word),
                syn::parse_str::<Ident>(word).is_err(),
                "{word}"
            );
        }
    }

    #[test]
    fn words_are_identifiers_and_keywords() {
        for (text, expected) in [
            ("a", true),
            ("_a1", true),
            ("é", true),
            ("type", true),
            ("r#type", true),
            ("_", false),
            ("", false),
            ("1a", false),
            ("a b", false),
            ("a/**/", false),
            ("a.b", false),
        ] {
            assert_eq!(is_word(text), expected, "{text}");
        }
    }
}
