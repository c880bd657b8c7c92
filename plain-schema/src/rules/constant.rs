//! Rules at `const` evaluation: a constant that breaks one does not compile.

use super::StringRule;
use crate::violation::Message;

/// How much of a constant its error quotes, in bytes.
const EXCERPT: usize = 60;

impl StringRule {
    /// Checks a constant, as [`check_source`](Self::check_source) does; `name` is the property it is for.
    ///
    /// # Panics
    ///
    /// If the constant breaks the rule. In a `const` the compiler then shows the message where the
    /// check is called.
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
        if let Err(violation) = self.check_source(text) {
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
                .push(violation.help());
            panic!("{}", message.as_str());
        }
    }
}

/// The beginning of a text, in whole characters.
const fn excerpt(text: &str) -> &str {
    if text.len() <= EXCERPT {
        return text;
    }
    let mut end = EXCERPT;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.split_at(end).0
}

#[cfg(test)]
mod tests {
    use super::{EXCERPT, StringRule, excerpt};

    #[test]
    fn an_excerpt_is_whole_characters() {
        assert_eq!(excerpt("short"), "short");
        // 30 characters of two bytes each are EXCERPT bytes; an odd byte before them moves the cut
        // into a character.
        let long = "aééééééééééééééééééééééééééééééé";
        assert_eq!(excerpt(long).len(), EXCERPT - 1);
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
    fn the_message_quotes_the_beginning_of_a_long_value() {
        let long = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
        StringRule::Length { max: 3 }.assert("label", long);
    }
}
