//! Length of constants that are inserted as values, compared with the text that is sent.

use std::panic::catch_unwind;

use plain_runtime::components;
use plain_schema::{StringRule, utf16_length};
use proptest::prelude::*;

use crate::values::hostile;
use crate::{runner, text_of};

const CASES: u32 = 500;

/// Whether const evaluation accepts a constant of a `text` with a maximum length.
fn is_accepted(text: &str, max: usize) -> bool {
    catch_unwind(|| StringRule::Markdown { max }.assert_value("text", text)).is_ok()
}

#[test]
fn a_constant_that_can_be_sent_compiles() {
    runner(CASES)
        .run(&hostile(), |value| {
            let sent = text_of(&components![text(value)]);
            if StringRule::NotBlank.check(&value).is_ok() {
                prop_assert!(is_accepted(&value, utf16_length(&sent)), "{:?}", value);
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_constant_of_words_and_marks_is_counted_as_sent() {
    let word = prop_oneof![
        "[a-zé]{1,8}",
        "[*\\[\\]`~|]{1,4}",
        "[a-z]{1,3}[*_][a-z]{1,3}",
        "_+"
    ];
    let separators = prop::sample::select(vec!["", " ", "  ", "\n", "\r\n", " \n\n  "]);
    let words = prop::collection::vec((word, separators), 1..8);
    runner(CASES)
        .run(&words, |words| {
            let value: String = words
                .iter()
                .flat_map(|(word, separator)| [word.as_str(), separator])
                .collect();
            // Spaces at the end are sent, and not counted.
            let value = value.trim_end();
            let sent = text_of(&components![text(value)]);
            let length = utf16_length(&sent);
            prop_assert!(is_accepted(value, length), "{:?}", value);
            prop_assert!(!is_accepted(value, length - 1), "{:?} {:?}", value, sent);
            Ok(())
        })
        .unwrap();
}
