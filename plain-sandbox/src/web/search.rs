//! Full-text search on a page.

use serde_json::Value;

use crate::state::request_log::RecordedRequest;
use crate::workspace::customer::Customer;
use crate::workspace::event::Event;

/// The words to search for.
#[derive(Debug)]
pub(super) struct Search {
    /// The search as it was typed.
    pub(super) text: String,
    /// The words in lower case.
    words: Vec<String>,
}

impl Search {
    pub(super) fn new(text: &str) -> Self {
        let text = text.trim().to_owned();
        let words = text.split_whitespace().map(str::to_lowercase).collect();
        Self { text, words }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether every word is in one of the fields.
    pub(super) fn matches(&self, fields: &SearchFields<'_>) -> bool {
        if self.is_empty() {
            return true;
        }
        self.words.iter().all(|word| {
            fields.texts.iter().any(|text| contains(text, word))
                || fields.ids.iter().any(|id| starts_with(id, word))
        })
    }
}

/// Whether a text in any case contains a word in lower case. Nearly all texts are ASCII, and a search reads
/// those of every event, so they are not copied.
fn contains(text: &str, word: &str) -> bool {
    if !text.is_ascii() {
        return text.to_lowercase().contains(word);
    }
    let mut parts = text.as_bytes().windows(word.len().max(1));
    parts.any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}

fn starts_with(id: &str, word: &str) -> bool {
    match id.get(..word.len()) {
        Some(start) if id.is_ascii() => start.eq_ignore_ascii_case(word),
        _ => id.to_lowercase().starts_with(word),
    }
}

/// The searchable fields of a record.
#[derive(Debug, Default)]
pub(super) struct SearchFields<'a> {
    /// Matched by any part.
    texts: Vec<&'a str>,
    /// Matched by prefix, because an id contains almost any two letters.
    ids: Vec<&'a str>,
}

impl<'a> SearchFields<'a> {
    pub(super) fn event(mut self, event: &'a Event) -> Self {
        self.ids.extend([&event.id[..], &event.customer_id]);
        self.ids.extend(event.thread_id.as_deref());
        self.text(&event.title)
            .texts(event.external_id.as_deref())
            .json(&event.input["components"])
    }

    pub(super) fn customer(mut self, customer: &'a Customer) -> Self {
        let details = &customer.details;
        self.ids.push(&customer.id);
        self.text(&details.full_name)
            .text(&details.email)
            .texts(details.external_id.as_deref())
    }

    pub(super) fn request(self, request: &'a RecordedRequest) -> Self {
        let rejection = request.rejection.iter();
        self.texts(request.operations.iter().map(String::as_str))
            .texts(rejection.flat_map(|it| [&it.code[..], &it.message]))
            .texts(request.body.as_deref())
    }

    pub(super) fn text(self, text: &'a str) -> Self {
        self.texts([text])
    }

    /// Adds the strings in a JSON value, without the names of its fields.
    pub(super) fn json(self, value: &'a Value) -> Self {
        match value {
            Value::String(text) => self.text(text),
            Value::Array(items) => items.iter().fold(self, Self::json),
            Value::Object(fields) => fields.values().fold(self, Self::json),
            Value::Null | Value::Bool(_) | Value::Number(_) => self,
        }
    }

    fn texts(mut self, texts: impl IntoIterator<Item = &'a str>) -> Self {
        self.texts.extend(texts);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::{Search, SearchFields, contains, starts_with};

    #[test]
    fn every_word_must_match() {
        let fields = SearchFields {
            texts: vec!["Payment failed", "Über ACME"],
            ids: vec!["tev_01HB"],
        };
        for (text, is_found) in [
            ("", true),
            ("  ", true),
            ("payment", true),
            ("acme PAY", true),
            ("über", true),
            ("payment refused", false),
            ("failedÜber", false),
            ("TEV_01h", true),
            ("01HB", false),
        ] {
            assert_eq!(Search::new(text).matches(&fields), is_found, "{text:?}");
        }
    }

    #[test]
    fn words_are_found_in_any_case_and_script() {
        // The Kelvin sign is `k` in lower case, and `İ` two characters.
        let texts = [
            "",
            "a",
            "Ab",
            "aBc ABC",
            "\u{212a}elvin",
            "İstanbul",
            "Größe ß",
            "日本",
        ];
        let words = [
            "a",
            "ab",
            "bc",
            "abc",
            "c a",
            "k",
            "kel",
            "i\u{307}s",
            "öße",
            "本",
            "abcd",
        ];
        for text in texts {
            let lower = text.to_lowercase();
            for word in words {
                assert_eq!(contains(text, word), lower.contains(word), "{text} {word}");
                let is_start = lower.starts_with(word);
                assert_eq!(starts_with(text, word), is_start, "{text} {word}");
            }
        }
    }
}
