//! Rules at `const` evaluation: an invalid constant does not compile.

use super::StringRule;
use super::escaped::escaped_length;
use crate::Violation;
use crate::violation::Message;

/// Maximum length of the excerpt in an error, in bytes.
const MAX_EXCERPT: usize = 60;
/// Maximum length of a constant whose characters are examined, in bytes. A longer one exceeds every
/// limit, and no title, URL or ID without a limit is as long. rustc rejects evaluations that take
/// much longer.
const MAX_CHECKED: usize = 50_000;

impl StringRule {
    /// Checks a constant as [`check_at_compile_time`](Self::check_at_compile_time) does. `name` is
    /// the property in the message.
    ///
    /// # Panics
    ///
    /// If the constant breaks the rule. During `const` evaluation this is a compile error at the
    /// call.
    ///
    /// ```
    /// use plain_schema::StringRule;
    ///
    /// const LABEL: &str = "Open";
    /// const _: () = StringRule::Length { max: 500 }.assert("label", LABEL);
    /// ```
    ///
    /// ```compile_fail
    /// # use plain_schema::StringRule;
    /// const LABEL: &str = "";
    /// const _: () = StringRule::Length { max: 500 }.assert("label", LABEL);
    /// ```
    #[track_caller]
    pub const fn assert(self, name: &str, text: &str) {
        self.assert_short(name, text);
        if let Err(violation) = self.check_at_compile_time(text) {
            fail(
                name,
                text,
                violation.message().as_str(),
                violation.help_for(text).as_str(),
            );
        }
    }

    /// Checks a constant that is inserted as a value, whose Markdown the client escapes. Its length
    /// is that of the escaped text.
    ///
    /// # Panics
    ///
    /// As [`assert`](Self::assert).
    ///
    /// ```should_panic
    /// use plain_schema::StringRule;
    ///
    /// StringRule::Markdown { max: 5 }.assert_value("text", "a**b");
    /// ```
    #[track_caller]
    pub const fn assert_value(self, name: &str, text: &str) {
        let Self::Markdown { max } = self else {
            self.assert(name, text);
            return;
        };
        self.assert_short(name, text);
        Self::Markdown { max: MAX_CHECKED }.assert(name, text);
        let length = escaped_length(text);
        if length > max {
            fail(
                name,
                text,
                Violation::TooLong { max, length }.message().as_str(),
                "its Markdown is escaped with backslashes: shorten it, or insert `Markdown(..)`",
            );
        }
    }

    /// Checks a constant that is Markdown as [`check_literal`](Self::check_literal) does.
    ///
    /// # Panics
    ///
    /// As [`assert`](Self::assert), and if the Markdown renders nothing.
    #[track_caller]
    pub const fn assert_markdown(self, name: &str, text: &str) {
        self.assert(name, text);
        if let Err(violation) = self.check_literal(text) {
            fail(
                name,
                text,
                violation.message().as_str(),
                violation.help_for(text).as_str(),
            );
        }
    }

    /// Checks a constant that is not text, such as a number. `found` is the noun for it.
    ///
    /// # Panics
    ///
    /// If the rule requires a text of a certain format.
    #[track_caller]
    pub const fn assert_accepts(self, name: &str, found: &str) {
        if let Some(expected) = self.format() {
            let message = Message::new()
                .push("expected ")
                .push(expected)
                .push(" for `")
                .push(name)
                .push("`, found ")
                .push(found);
            panic!("{}", message.as_str());
        }
    }

    /// Noun for the format that the rule requires; `None` if any visible text will do.
    ///
    /// ```
    /// use plain_schema::StringRule;
    ///
    /// assert_eq!(StringRule::Url.format(), Some("a URL"));
    /// assert_eq!(StringRule::NotBlank.format(), None);
    /// ```
    pub const fn format(self) -> Option<&'static str> {
        match self {
            Self::Url => Some("a URL"),
            Self::DateTime => Some("a date"),
            Self::EmailAddress => Some("an e-mail address"),
            Self::Id { .. } => Some("an ID"),
            Self::FieldKey | Self::CardKey { .. } => Some("a key"),
            Self::Markdown { .. }
            | Self::PlainText { .. }
            | Self::Label { .. }
            | Self::Length { .. }
            | Self::NotBlank
            | Self::Title { .. }
            | Self::Any
            | Self::ExternalId
            | Self::ShortExternalId { .. } => None,
        }
    }

    /// Rejects a text that is too long before its characters are counted, so that the evaluation of
    /// a huge constant ends at once.
    #[track_caller]
    const fn assert_short(self, name: &str, text: &str) {
        let max = match self {
            Self::Markdown { max }
            | Self::PlainText { max }
            | Self::Label { max }
            | Self::Length { max }
            | Self::Title { max }
            | Self::ShortExternalId { max }
            | Self::CardKey { max } => max,
            Self::NotBlank
            | Self::Any
            | Self::ExternalId
            | Self::FieldKey
            | Self::Url
            | Self::DateTime
            | Self::EmailAddress
            | Self::Id { .. } => MAX_CHECKED,
        };
        if text.len() > MAX_CHECKED {
            let message = Message::new()
                .push("longer than ")
                .push_number(max)
                .push(" characters");
            fail(name, text, message.as_str(), "shorten it");
        }
    }
}

/// Fails the evaluation of a constant.
#[track_caller]
const fn fail(name: &str, text: &str, message: &str, help: &str) -> ! {
    let excerpt = excerpt(text);
    let message = Message::new()
        .push("`")
        .push(name)
        .push("` is ")
        .push(message)
        .push(": \"")
        .push(excerpt)
        .push(if excerpt.len() < text.len() {
            "…\""
        } else {
            "\""
        })
        .push("; ")
        .push(help);
    panic!("{}", message.as_str());
}

/// Start of a text, cut between characters.
const fn excerpt(text: &str) -> &str {
    if text.len() <= MAX_EXCERPT {
        return text;
    }
    let mut end = MAX_EXCERPT;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.split_at(end).0
}

#[cfg(test)]
mod tests {
    use super::{MAX_CHECKED, MAX_EXCERPT, StringRule, excerpt};

    #[test]
    fn an_excerpt_ends_between_characters() {
        assert_eq!(excerpt("short"), "short");
        // 30 characters of two bytes fill an excerpt. With the one byte before them, the limit falls
        // within a character.
        let long = "aééééééééééééééééééééééééééééééé";
        assert_eq!(excerpt(long).len(), MAX_EXCERPT - 1);
        assert!(long.starts_with(excerpt(long)));
    }

    #[test]
    #[should_panic(
        expected = "`label` is longer than 3 characters (it has 4): \"four\"; shorten it"
    )]
    fn the_message_quotes_the_value_and_the_limit() {
        StringRule::Length { max: 3 }.assert("label", "four");
    }

    #[test]
    #[should_panic(
        expected = "(it has 61): \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…\"; "
    )]
    fn the_message_quotes_the_start_of_a_long_value() {
        let long = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
        StringRule::Length { max: 3 }.assert("label", long);
    }

    #[test]
    #[should_panic(expected = "`text` is longer than 10000 characters: \"xxxxx")]
    fn huge_constant_is_not_counted() {
        static HUGE: [u8; MAX_CHECKED + 1] = [b'x'; MAX_CHECKED + 1];
        let huge = str::from_utf8(&HUGE).unwrap();
        StringRule::PlainText { max: 10_000 }.assert("text", huge);
    }

    #[test]
    fn huge_constant_exceeds_every_limit() {
        for component in crate::COMPONENTS {
            for property in component.properties {
                if let Some(
                    StringRule::Markdown { max }
                    | StringRule::PlainText { max }
                    | StringRule::Label { max }
                    | StringRule::Length { max },
                ) = property.value.string_rule()
                {
                    // A UTF-16 code unit has at most three bytes in UTF-8.
                    assert!(3 * max < MAX_CHECKED);
                }
            }
        }
    }

    #[test]
    #[should_panic(
        expected = "`text` is longer than 3 characters (it has 4): \"**\"; its Markdown"
    )]
    fn markdown_in_a_value_counts_with_its_escapes() {
        StringRule::Markdown { max: 4 }.assert_value("text", "**");
        StringRule::PlainText { max: 3 }.assert_value("text", "**");
        StringRule::Markdown { max: 3 }.assert_value("text", "**");
    }

    #[test]
    #[should_panic(expected = "expected a URL for `url`, found a number")]
    fn number_is_not_a_url() {
        StringRule::NotBlank.assert_accepts("title", "a number");
        StringRule::Url.assert_accepts("url", "a number");
    }
}
