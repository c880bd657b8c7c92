//! Validation rules of events.

mod constant;
mod date_time;
mod email_address;
mod table;
mod text;
mod url;

pub use table::{RULES, Rule};
pub(crate) use text::same;
pub use text::utf16_length;

use crate::Violation;

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
    /// At least one character: rules C2 and C3.
    Length {
        /// Maximum length.
        max: usize,
    },
    /// Not blank: rules E1, E5, E7, C6.
    NotBlank,
    /// An absolute URL: rule C4.
    Url,
    /// An ISO 8601 date, optionally with a time: rules E6 and C8.
    DateTime,
    /// An e-mail address: rule E7.
    EmailAddress,
    /// An ID that Plain assigned, not blank; at compile time with the prefix of its kind: rules E7
    /// and E8.
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
    pub const fn check(self, text: &str) -> Result<(), Violation> {
        match self {
            Self::Markdown { max } | Self::PlainText { max } => {
                if text::is_blank(text) {
                    return Err(Violation::Blank);
                }
                text::check_length(text, max)
            }
            Self::Length { max } => {
                if text.is_empty() {
                    return Err(Violation::Empty);
                }
                text::check_length(text, max)
            }
            Self::NotBlank | Self::Id { .. } => {
                if text::is_blank(text) {
                    return Err(Violation::Blank);
                }
                Ok(())
            }
            Self::Url => url::check_url(text),
            Self::DateTime => date_time::check_date_time(text),
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
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::StringRule;
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
    fn a_label_may_be_blank_and_other_text_may_not() {
        for rule in [
            StringRule::Markdown { max: 9 },
            StringRule::PlainText { max: 9 },
            StringRule::NotBlank,
        ] {
            assert_eq!(rule.check("\t"), Err(Violation::Blank));
            assert_eq!(rule.check(" a "), Ok(()));
        }
        assert_eq!(
            StringRule::Length { max: 9 }.check(""),
            Err(Violation::Empty)
        );
        assert_eq!(StringRule::Length { max: 9 }.check(" "), Ok(()));
    }
}
