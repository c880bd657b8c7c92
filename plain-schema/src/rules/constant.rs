//! Rules at `const` evaluation: an invalid constant does not compile.

use super::StringRule;
use crate::violation::Message;

/// Maximum length of the excerpt in an error, in bytes.
const MAX_EXCERPT: usize = 60;

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
        if let Err(violation) = self.check_at_compile_time(text) {
            let excerpt = excerpt(text);
            let message = Message::new()
                .push("`")
                .push(name)
                .push("` is ")
                .push(violation.message().as_str())
                .push(": \"")
                .push(excerpt)
                .push(if excerpt.len() < text.len() {
                    "…\""
                } else {
                    "\""
                })
                .push("; ")
                .push(violation.help_for(text).as_str());
            panic!("{}", message.as_str());
        }
    }
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
    use super::{MAX_EXCERPT, StringRule, excerpt};

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
}
