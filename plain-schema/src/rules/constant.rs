//! Rules at `const` evaluation: an invalid constant does not compile.

use super::StringRule;
use super::escaped::escaped_length;
use super::text::utf16_length;
use crate::Violation;
use crate::violation::Message;

/// Maximum length of the excerpt in an error, in bytes.
const MAX_EXCERPT: usize = 60;
/// Maximum length of a title, an ID or a date that has no limit, in characters. None is as long.
const MAX_NAME: usize = 16_000;
/// Maximum length of a URL, in characters. Its check is the slowest, and servers accept 8,000 bytes.
const MAX_URL: usize = 3_000;
/// Maximum length of an e-mail address: 64 characters, `@`, and 255.
const MAX_EMAIL_ADDRESS: usize = 320;
/// Maximum length of any other text without a limit, in characters.
const MAX_TEXT: usize = 50_000;
/// Maximum length of a value whose Markdown is escaped, in bytes.
const MAX_MARKDOWN: usize = 30_000;
/// Maximum length of a text whose characters are counted, in bytes.
const MAX_COUNTED: usize = 50_000;
/// Maximum number of bytes of a UTF-16 code unit in UTF-8.
const BYTES_OF_UNIT: usize = 3;

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
        // White space at the ends of lines is not sent, so the text itself may be longer.
        assert_bytes(name, text, MAX_MARKDOWN, max);
        Self::Markdown { max: MAX_TEXT }.assert(name, text);
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
    ///
    /// # Examples
    ///
    /// ```
    /// use plain_schema::StringRule;
    ///
    /// const TEXT: StringRule = StringRule::Markdown { max: 10_000 };
    /// const _: () = TEXT.assert_markdown("text", "New API key **3f2a**");
    /// ```
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
    ///
    /// # Examples
    ///
    /// ```should_panic
    /// use plain_schema::StringRule;
    ///
    /// // "expected a URL for `url`, found a number"
    /// StringRule::Url.assert_accepts("url", "a number");
    /// ```
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

    /// Rejects a text that is too long by its number of bytes, before its characters are examined, so
    /// that the evaluation of a huge constant ends at once. rustc rejects one that takes long.
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
            | Self::ExternalId
            | Self::FieldKey
            | Self::DateTime
            | Self::Id { .. } => MAX_NAME,
            Self::Url => MAX_URL,
            Self::EmailAddress => MAX_EMAIL_ADDRESS,
            Self::Any => MAX_TEXT,
        };
        assert_bytes(name, text, BYTES_OF_UNIT * max, max);
    }
}

/// Rejects a text of more bytes than a text of `max` characters has.
#[track_caller]
const fn assert_bytes(name: &str, text: &str, max_bytes: usize, max: usize) {
    if text.len() <= max_bytes {
        return;
    }
    if text.len() <= MAX_COUNTED {
        let length = utf16_length(text);
        let violation = Violation::TooLong { max, length };
        fail(name, text, violation.message().as_str(), violation.help());
    }
    let message = Message::new()
        .push("longer than ")
        .push_number(max)
        .push(" characters");
    fail(name, text, message.as_str(), "shorten it");
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
    extern crate std;

    use std::panic::catch_unwind;
    use std::{format, string::String};

    use super::{MAX_COUNTED, MAX_EXCERPT, StringRule, excerpt, utf16_length};

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
    fn huge_constant_is_rejected_before_its_characters_are_examined() {
        let rules = [
            (StringRule::PlainText { max: 10_000 }, 10_000, "x"),
            (StringRule::Markdown { max: 5_000 }, 5_000, "*"),
            (StringRule::Label { max: 500 }, 500, " "),
            (StringRule::EmailAddress, 320, "a."),
            (StringRule::Url, 3_000, "%"),
            (StringRule::Id { prefix: "c_" }, 16_000, "c_"),
            (StringRule::NotBlank, 16_000, "\u{200b}"),
            (StringRule::Any, 50_000, "🤖"),
        ];
        for (rule, max, unit) in rules {
            let huge = unit.repeat(3 * max / unit.len() + 1);
            let panic = catch_unwind(|| rule.assert("a", &huge)).unwrap_err();
            let message = panic.downcast_ref::<String>().unwrap();
            let length = match utf16_length(&huge) {
                length if huge.len() <= MAX_COUNTED => format!(" (it has {length})"),
                _ => String::new(),
            };
            let start = format!("`a` is longer than {max} characters{length}: \"{unit}");
            assert!(message.starts_with(&start), "{message}");
        }
    }

    #[test]
    fn constant_at_its_limit_is_examined() {
        StringRule::Label { max: 500 }.assert("label", &"é".repeat(500));
        StringRule::NotBlank.assert("title", &"\u{fff}".repeat(16_000));
        let domain = format!("{}com", "a.".repeat(100));
        StringRule::EmailAddress.assert("address", &format!("{}@{domain}", "é".repeat(64)));
        StringRule::Url.assert("url", &format!("https://{domain}/{}", "a".repeat(8_000)));
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
