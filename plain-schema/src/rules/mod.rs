//! Validation rules.

mod character;
mod constant;
mod date_time;
mod email_address;
mod escaped;
mod ip;
mod key;
mod number;
mod rendering;
mod rule;
mod table;
mod text;
mod url;

pub use key::check_distinct_key;
pub use number::{assert_valid, check_integer, check_number};
pub use rule::{Rule, RuleSource, RuleStage};
pub use table::RULES;
pub(crate) use text::same;
pub use text::utf16_length;

use crate::Violation;
use rendering::renders_nothing;

/// Mark in place of an empty value in an identifier, which the macros insert and the rules of
/// identifiers reject: `invoice-` would be the same for every invoice. A noncharacter, which Unicode
/// reserves for use within a process.
///
/// ```
/// use plain_schema::{EMPTY_CAPTURE, StringRule, Violation};
///
/// let id = format!("invoice-{EMPTY_CAPTURE}");
/// assert_eq!(StringRule::ExternalId.check(&id), Err(Violation::EmptyCapture));
/// ```
pub const EMPTY_CAPTURE: char = '\u{FDD0}';

/// Rule that a text must obey.
///
/// Lengths are in UTF-16 code units, as JavaScript counts them.
///
/// ```
/// use plain_schema::{StringRule, Violation};
///
/// const LABEL: StringRule = StringRule::Length { max: 5 };
/// assert_eq!(LABEL.check("ok"), Ok(()));
/// assert_eq!(LABEL.check("too long"), Err(Violation::TooLong { max: 5, length: 8 }));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StringRule {
    /// Markdown, not blank: rule C1.
    Markdown {
        /// Maximum length.
        max: usize,
    },
    /// Plain text, not blank: rule C1.
    PlainText {
        /// Maximum length.
        max: usize,
    },
    /// At least one character; at compile time, not blank: rule C2.
    Label {
        /// Maximum length.
        max: usize,
    },
    /// At least one character: rule C3.
    Length {
        /// Maximum length.
        max: usize,
    },
    /// Not blank: rule E1.
    NotBlank,
    /// Not blank; at compile time, at most so many characters: rule T2.
    Title {
        /// Maximum length at compile time.
        max: usize,
    },
    /// Any text.
    Any,
    /// An ID or key of your own, not blank, with visible characters at both ends: rules E5, E7, C6.
    ExternalId,
    /// As [`ExternalId`](Self::ExternalId); at compile time, at most so many characters: rule T2.
    ShortExternalId {
        /// Maximum length at compile time.
        max: usize,
    },
    /// Key of a thread field, as [`ExternalId`](Self::ExternalId); at compile time, with the characters
    /// that Plain allows in one: rule T5.
    FieldKey,
    /// Key of a customer card: rule K1.
    CardKey {
        /// Maximum length.
        max: usize,
    },
    /// An absolute URL: rule C4.
    Url,
    /// An ISO 8601 date, optionally with a time: rules E6 and C8.
    DateTime,
    /// An e-mail address: rule E7.
    EmailAddress,
    /// An ID that Plain assigned, as [`ExternalId`](Self::ExternalId); at compile time with the
    /// prefix of its kind: rules E7 and E8.
    Id {
        /// Prefix of IDs of this kind.
        prefix: &'static str,
    },
}

impl StringRule {
    /// Checks a text by the rules that apply at compile time and at run time.
    ///
    /// # Errors
    ///
    /// The first violation.
    ///
    /// # Examples
    ///
    /// ```
    /// use plain_schema::{StringRule, Violation};
    ///
    /// assert_eq!(StringRule::NotBlank.check(" "), Err(Violation::Blank));
    /// // The documentation's limit of a title applies at compile time only.
    /// assert_eq!(StringRule::Title { max: 3 }.check("Paid"), Ok(()));
    /// ```
    pub const fn check(self, text: &str) -> Result<(), Violation> {
        if character::has_nul(text) {
            return Err(Violation::Nul);
        }
        match self {
            Self::Markdown { max } | Self::PlainText { max } => {
                if character::is_blank(text) {
                    return Err(Violation::Blank);
                }
                text::check_length(text, max)
            }
            Self::Label { max } | Self::Length { max } => {
                if text.is_empty() {
                    return Err(Violation::Empty);
                }
                text::check_length(text, max)
            }
            Self::NotBlank | Self::Title { .. } if character::is_blank(text) => {
                Err(Violation::Blank)
            }
            Self::NotBlank | Self::Title { .. } | Self::Any => Ok(()),
            Self::ExternalId | Self::ShortExternalId { .. } | Self::FieldKey | Self::Id { .. } => {
                check_id(text)
            }
            Self::CardKey { .. } if text.is_empty() => Err(Violation::Empty),
            Self::CardKey { max } => match text::check_length(text, max) {
                Ok(()) => key::check_card_key(text),
                violation => violation,
            },
            Self::Url => url::check_url(text),
            Self::DateTime => date_time::check_date_time(text),
            Self::EmailAddress if text::contains(text, EMPTY_CAPTURE) => {
                Err(Violation::EmptyCapture)
            }
            Self::EmailAddress => email_address::check_email_address(text),
        }
    }

    /// Checks a text that is known at compile time, by the rules of [`check`](Self::check) and those
    /// that apply at compile time only.
    ///
    /// # Errors
    ///
    /// The first violation.
    ///
    /// ```
    /// use plain_schema::StringRule;
    ///
    /// const CUSTOMER_ID: StringRule = StringRule::Id { prefix: "c_" };
    /// assert!(CUSTOMER_ID.check("th_1").is_ok());
    /// assert!(CUSTOMER_ID.check_at_compile_time("th_1").is_err());
    /// ```
    pub const fn check_at_compile_time(self, text: &str) -> Result<(), Violation> {
        if let Err(violation) = self.check(text) {
            return Err(violation);
        }
        match self {
            Self::Id { prefix } if !text::has_prefix(text, prefix) => {
                Err(Violation::WrongId { prefix })
            }
            Self::Label { .. } if character::is_blank(text) => Err(Violation::Blank),
            Self::Title { max } | Self::ShortExternalId { max } => text::check_length(text, max),
            Self::FieldKey => key::check_field_key(text),
            _ => Ok(()),
        }
    }
}

const fn check_id(text: &str) -> Result<(), Violation> {
    if text::contains(text, EMPTY_CAPTURE) {
        return Err(Violation::EmptyCapture);
    }
    if character::is_blank(text) {
        return Err(Violation::Blank);
    }
    if character::has_invisible_edge(text) {
        return Err(Violation::InvisibleEdge);
    }
    Ok(())
}

impl StringRule {
    /// Checks a literal of the source as [`check_at_compile_time`](Self::check_at_compile_time) does.
    /// Markdown in the source must render something.
    ///
    /// # Errors
    ///
    /// The first violation.
    ///
    /// ```
    /// use plain_schema::{StringRule, Violation};
    ///
    /// const TEXT: StringRule = StringRule::Markdown { max: 10_000 };
    /// assert_eq!(TEXT.check_literal("<!-- note -->"), Err(Violation::Blank));
    /// ```
    pub const fn check_literal(self, text: &str) -> Result<(), Violation> {
        match self.check_at_compile_time(text) {
            Ok(()) => self.check_rendering(text),
            Err(violation) => Err(violation),
        }
    }

    /// Checks that Markdown renders something.
    ///
    /// # Errors
    ///
    /// [`Violation::Blank`] if it does not.
    ///
    /// # Examples
    ///
    /// ```
    /// use plain_schema::{StringRule, Violation};
    ///
    /// const TEXT: StringRule = StringRule::Markdown { max: 10_000 };
    /// assert_eq!(TEXT.check_rendering("<!-- note -->"), Err(Violation::Blank));
    /// assert_eq!(TEXT.check_rendering("note"), Ok(()));
    /// ```
    pub const fn check_rendering(self, text: &str) -> Result<(), Violation> {
        match self {
            Self::Markdown { .. } if renders_nothing(text) => Err(Violation::Blank),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::StringRule;
    use super::rendering::renders_nothing;
    use crate::Violation;

    #[test]
    fn an_id_needs_its_prefix_at_compile_time_only() {
        let rule = StringRule::Id { prefix: "c_" };
        for (text, at_run_time, at_compile_time) in [
            ("c_1", Ok(()), Ok(())),
            ("th_1", Ok(()), Err(Violation::WrongId { prefix: "c_" })),
            (" ", Err(Violation::Blank), Err(Violation::Blank)),
        ] {
            assert_eq!(rule.check(text), at_run_time, "{text}");
            assert_eq!(rule.check_at_compile_time(text), at_compile_time, "{text}");
        }
    }

    #[test]
    fn an_id_has_visible_characters_at_both_ends() {
        for rule in [StringRule::ExternalId, StringRule::Id { prefix: "c_" }] {
            for text in ["c_1 ", "\tc_1", "c_1\u{200B}", "\u{FEFF}c_1", "c_1\u{A0}"] {
                assert_eq!(rule.check(text), Err(Violation::InvisibleEdge), "{text:?}");
            }
            assert_eq!(rule.check("c_1 b"), Ok(()));
            assert_eq!(rule.check("\u{2800}"), Err(Violation::Blank));
        }
        assert_eq!(StringRule::NotBlank.check(" a "), Ok(()));
    }

    #[test]
    fn a_blank_label_is_rejected_at_compile_time_only() {
        let label = StringRule::Label { max: 9 };
        let length = StringRule::Length { max: 9 };
        for text in [" ", "\u{200B}", "\u{3164}\u{FE0F}"] {
            assert_eq!(label.check(text), Ok(()));
            assert_eq!(label.check_at_compile_time(text), Err(Violation::Blank));
            assert_eq!(length.check_at_compile_time(text), Ok(()));
        }
        for rule in [label, length] {
            assert_eq!(rule.check(""), Err(Violation::Empty));
            assert_eq!(rule.check_at_compile_time(" a "), Ok(()));
        }
    }

    #[test]
    fn blank_text_is_rejected() {
        for rule in [
            StringRule::Markdown { max: 9 },
            StringRule::PlainText { max: 9 },
            StringRule::NotBlank,
        ] {
            assert_eq!(rule.check("\t"), Err(Violation::Blank));
            assert_eq!(rule.check("\u{200B}\u{2800}"), Err(Violation::Blank));
            assert_eq!(rule.check(" a "), Ok(()));
        }
    }

    #[test]
    fn an_empty_capture_is_rejected_in_identifiers() {
        for (rule, text) in [
            (StringRule::ExternalId, "invoice-\u{FDD0}"),
            (StringRule::ExternalId, "\u{FDD0}"),
            (StringRule::Id { prefix: "c_" }, "c_\u{FDD0}-1"),
            (StringRule::EmailAddress, "\u{FDD0}@x.example"),
        ] {
            assert_eq!(rule.check(text), Err(Violation::EmptyCapture), "{text:?}");
        }
        assert_eq!(StringRule::NotBlank.check("a\u{FDD0}"), Ok(()));
        assert_eq!(StringRule::ExternalId.check("\u{FDD1}\u{FDCF}"), Ok(()));
    }

    #[test]
    fn nul_is_rejected_by_every_rule() {
        for (rule, text) in [
            (StringRule::Markdown { max: 9 }, "a\0b"),
            (StringRule::PlainText { max: 9 }, "\0"),
            (StringRule::Label { max: 9 }, "ab\0"),
            (StringRule::Length { max: 9 }, "\0a"),
            (StringRule::NotBlank, "a title with a \0 in it"),
            (StringRule::ExternalId, "a\0b"),
            (StringRule::Url, "https://a.example/\0"),
            (StringRule::DateTime, "2024-10-28\0"),
            (StringRule::EmailAddress, "jane\0@acme.com"),
            (StringRule::Id { prefix: "c_" }, "c_1\0"),
        ] {
            assert_eq!(rule.check(text), Err(Violation::Nul), "{text:?}");
        }
    }

    #[test]
    fn comments_definitions_and_spaces_render_nothing() {
        for (text, expected) in [
            ("<!-- note -->", true),
            ("<!-- a --> <!-- b", true),
            ("[a]: https://x.example", true),
            ("[a]: b 'title'\n[c]: d\n", true),
            ("[^1]: note", true),
            ("&nbsp; &#32;", true),
            ("<!-- a --> b", false),
            ("[a]: b c", false),
            ("[a] b", false),
            ("[]: b", false),
            ("&amp;", false),
            ("---", false),
        ] {
            assert_eq!(renders_nothing(text), expected, "{text}");
        }
    }
}
