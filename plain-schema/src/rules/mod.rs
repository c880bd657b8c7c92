//! The rules an event must obey, each written once.

mod constant;
mod date_time;
mod email_address;
mod table;
mod text;
mod url;

pub use table::{RULES, Rule};
pub use text::utf16_length;

use crate::Violation;

/// What a text must be.
///
/// Lengths are in UTF-16 code units, as a JavaScript service counts them.
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
        /// The most characters it takes.
        max: usize,
    },
    /// Text that is shown as it is, not blank: rule C1.
    PlainText {
        /// The most characters it takes.
        max: usize,
    },
    /// At least one character: rules C2 and C3.
    Length {
        /// The most characters it takes.
        max: usize,
    },
    /// Not blank: rules E1, E5, E7, C6.
    NotBlank,
    /// An absolute URL: rule C4.
    Url,
    /// An ISO 8601 date, with or without a time: rules E6 and C8.
    DateTime,
    /// An e-mail address: rule E7.
    EmailAddress,
    /// An id of Plain's, not blank; one that stands in the source has the prefix of its kind: rules E7, E8.
    Id {
        /// What ids of this kind start with.
        prefix: &'static str,
    },
}

impl StringRule {
    /// Checks a text at any moment: at expansion, at `const` evaluation, before sending.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong with it.
    pub const fn check(self, text: &str) -> Result<(), Violation> {
        match self {
            Self::Markdown { max } | Self::PlainText { max } => {
                if text::is_blank(text) {
                    return Err(Violation::Blank);
                }
                text::at_most(text, max)
            }
            Self::Length { max } => {
                if text.is_empty() {
                    return Err(Violation::Empty);
                }
                text::at_most(text, max)
            }
            Self::NotBlank | Self::Id { .. } => {
                if text::is_blank(text) {
                    return Err(Violation::Blank);
                }
                Ok(())
            }
            Self::Url => url::check(text),
            Self::DateTime => date_time::check(text),
            Self::EmailAddress => email_address::check(text),
        }
    }

    /// Checks a text that stands in the source: [`check`](Self::check), and the rules that are left
    /// to Plain at run time because its own sources differ.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong with it.
    ///
    /// ```
    /// use plain_schema::StringRule;
    ///
    /// const CUSTOMER_ID: StringRule = StringRule::Id { prefix: "c_" };
    /// assert!(CUSTOMER_ID.check("th_1").is_ok());
    /// assert!(CUSTOMER_ID.check_source("th_1").is_err());
    /// ```
    pub const fn check_source(self, text: &str) -> Result<(), Violation> {
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
    fn only_a_source_is_held_to_the_prefix_of_an_id() {
        let rule = StringRule::Id { prefix: "c_" };
        for (text, check, check_source) in [
            ("c_1", Ok(()), Ok(())),
            ("th_1", Ok(()), Err(Violation::WrongId { prefix: "c_" })),
            (" ", Err(Violation::Blank), Err(Violation::Blank)),
        ] {
            assert_eq!(rule.check(text), check, "{text}");
            assert_eq!(rule.check_source(text), check_source, "{text}");
        }
    }

    #[test]
    fn each_rule_has_its_own_idea_of_nothing() {
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
