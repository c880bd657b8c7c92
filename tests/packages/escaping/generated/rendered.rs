//! A text with values, compared with the same text with words in their places.

use plain_runtime::expansion::in_markdown;
use plain_schema::markdown::{MarkdownContext, Position};
use proptest::prelude::*;
use serde_json::json;

use super::displayed::{decoded, displayed, similar};
use super::part::Part;
use super::relaxations::{
    breaks_mark, follows_backslash, has_outer_mark, has_unbalanced_marks, separates_lists,
    splits_code,
};
use crate::document::{Dialect, Document, Leniency};
use crate::parser::{positions, unused_definition};

/// Contexts of values that are, or may contain, the host of a link.
const HOSTS: [MarkdownContext; 2] = [
    MarkdownContext::DestinationStart,
    MarkdownContext::DestinationHost,
];

/// A text with its values, and the same text with words in their places.
#[derive(Debug)]
pub(super) struct Rendered {
    pub(super) markdown: String,
    /// With words of letters: the author's markup is intact.
    pub(super) words: Reference,
    /// With words that have the edges of the values, if the author's emphasis depends on them.
    pub(super) edges: Option<Reference>,
    positions: Vec<Position>,
}

/// A text with words in the places of values.
#[derive(Debug, Default)]
pub(super) struct Reference {
    pub(super) markdown: String,
    /// Displayed text of each word and of its value.
    pub(super) displayed: Vec<(String, String)>,
}

impl Reference {
    fn add(&mut self, word: &str, (value, escaped): (&str, &str), position: Position) {
        let escaped_word = in_markdown(word, position).to_string();
        if !word.is_empty() {
            self.displayed.push((
                displayed(word, &escaped_word, position),
                displayed(value, escaped, position),
            ));
        }
        self.markdown.push_str(&escaped_word);
    }
}

impl Rendered {
    /// Inserts the values, unless the text is an error.
    pub(super) fn new(parts: &[Part]) -> Option<Self> {
        let pieces = parts.iter().map(|part| match part {
            Part::Author(text) => Some(*text),
            Part::Value(_) => None,
        });
        if unused_definition(pieces.clone()).is_some() {
            return None;
        }
        let positions = positions(pieces);
        let mut markdown = String::new();
        let (mut words, mut edges) = (Reference::default(), Reference::default());
        let mut depends_on_edges = has_unbalanced_marks(parts);
        let mut values = positions.iter();
        let mut index = 0;
        for part in parts {
            let value = match part {
                Part::Author(text) => {
                    for text_so_far in [&mut markdown, &mut words.markdown, &mut edges.markdown] {
                        text_so_far.push_str(text);
                    }
                    continue;
                }
                Part::Value(value) => value.as_str(),
            };
            let position = *values.next()?;
            if follows_backslash(&words.markdown, position)
                || separates_lists(value, &words.markdown)
            {
                return None;
            }
            depends_on_edges |= breaks_mark(value, position) || has_outer_mark(position);
            let escaped = in_markdown(value, position).to_string();
            let word = format!("zq{index}qz");
            words.add(&word, (value, &escaped), position);
            edges.add(&with_edges(&word, &escaped), (value, &escaped), position);
            markdown.push_str(&escaped);
            index += 1;
        }
        if splits_code(parts) {
            return None;
        }
        if words.markdown.contains("[ref]:") {
            // Parsers limit the length of all destinations by that of the text.
            let long = "\n\n".to_owned() + &"word ".repeat(60 + markdown.len());
            for text in [&mut markdown, &mut words.markdown, &mut edges.markdown] {
                text.push_str(&long);
            }
        }
        let mut rendered = Self {
            markdown,
            words,
            edges: Some(edges),
            positions,
        };
        if !depends_on_edges || rendered.has_host() {
            rendered.edges = None;
        }
        Some(rendered)
    }

    fn has_context(&self, contexts: &[MarkdownContext]) -> bool {
        let mut positions = self.positions.iter();
        positions.any(|position| contexts.contains(&position.context))
    }

    /// Whether a value is in the host of an address, or directly before the address, so that it decides
    /// whether that is a link.
    fn has_host(&self) -> bool {
        let starts = ["qzhttp", "qzftp", "qzwww", "qzHTTP"];
        let follows_value = starts.iter().any(|it| self.words.markdown.contains(it));
        let is_part = |start: &str| {
            let mut hosts = self.words.markdown.split(start).skip(1);
            hosts.any(|host| !host.starts_with("x.example") && !host.starts_with("www.x.example"))
        };
        self.has_context(&[MarkdownContext::DestinationHost])
            || is_part("://")
            || is_part("www.")
            || follows_value
    }

    /// Whether the text has an e-mail address of the author, or a part of one.
    fn has_email(&self) -> bool {
        self.words.markdown.contains('@')
    }

    /// Whether a value may be in the label of a footnote (see `relaxations`).
    fn has_footnote_label(&self) -> bool {
        let mut labels = self.words.markdown.split("[^").skip(1);
        labels.any(|label| label.split(']').next().is_some_and(|it| it.contains("zq")))
    }

    /// Whether the author's text may be code as well, where a backslash is shown.
    fn may_be_code(&self) -> bool {
        let markdown = &self.words.markdown;
        markdown.contains("://") && markdown.contains('`')
            || self.has_context(&[MarkdownContext::Unclosed, MarkdownContext::DestinationHost])
    }

    /// Whether values are character references, even if the text is code.
    fn has_references(&self) -> bool {
        self.has_context(&[MarkdownContext::Html, MarkdownContext::Unclosed])
    }

    /// The text, its references, and the markup that depends on a value.
    pub(super) fn to_json(&self) -> serde_json::Value {
        let reference = |reference: &Reference| json!({ "markdown": reference.markdown, "displayed": reference.displayed });
        json!({
            "markdown": self.markdown,
            "words": reference(&self.words),
            "edges": self.edges.as_ref().map(reference),
            "mayBeCode": self.may_be_code(),
            "hasReferences": self.has_references(),
            "hasHost": self.has_host(),
            "hasEmail": self.has_email(),
            "choosesHost": self.has_context(&HOSTS),
        })
    }

    fn compare(
        &self,
        reference: &Reference,
        dialect: Dialect,
        leniency: Leniency,
    ) -> Result<(), TestCaseError> {
        let (may_be_code, has_references) = (self.may_be_code(), self.has_references());
        let shown = |text: &str| {
            let is_mark =
                |it: char| leniency.emphasis && "*_~".contains(it) || may_be_code && it == '\\';
            let text = if has_references {
                decoded(text)
            } else {
                text.to_owned()
            };
            similar(&text).replace(is_mark, "")
        };
        let found = dialect.parse(&self.markdown, leniency);
        let expected = dialect.parse(&reference.markdown, leniency);
        let context = format!(
            "{dialect:?}:\n{:?}\n{:?}\n{:?}",
            self.markdown, reference.markdown, self.positions
        );
        for link in &found.bare_links {
            let mut values = reference.displayed.iter();
            let address = part_of_value(link);
            // A dot of a value after an `@` is escaped.
            let is_of_author = link.contains("x.example")
                || link.contains("jane@")
                || link.contains("@.")
                || expected.bare_links.contains(link)
                || (self.has_host() || self.has_email())
                    && values.all(|(_, value)| !value.contains(address));
            prop_assert!(is_of_author, "{link}\n{context}");
        }
        let kinds = |document: &Document| {
            let links = document.bare_links.iter();
            links
                .map(|link| link.starts_with("mailto:"))
                .collect::<Vec<_>>()
        };
        if kinds(&found) != kinds(&expected) {
            // The value decides whether the author's address is a link, which contains the marks
            // after it.
            return Ok(());
        }
        if matches!(dialect, Dialect::Comrak { is_github: true }) && self.has_footnote_label() {
            return Ok(());
        }
        prop_assert_eq!(&found.structure, &expected.structure, "{}", context);
        let mut text = shown(&expected.text);
        for (word, value) in &reference.displayed {
            text = text.replace(&shown(word), &shown(value));
        }
        // Adjacent texts may form a reference once they are shown.
        let found = shown(&shown(&found.text));
        prop_assert_eq!(found, shown(&text), "{}", context);
        Ok(())
    }
}

/// Part of a bare link that a value contains if it makes the link: `e@x` of an e-mail address, and
/// the text of another.
fn part_of_value(link: &str) -> &str {
    let text = link.strip_prefix("http://");
    let link = text.filter(|text| text.starts_with("www.")).unwrap_or(link);
    let at = link.find('@').unwrap_or_default();
    let Some((start, _)) = link[..at].char_indices().next_back() else {
        return link;
    };
    let end = link[at + 1..].chars().next().map_or(0, char::len_utf8);
    &link[start..=at + end]
}

/// A word between the first and the last character of an escaped value. Marks of emphasis beside it
/// depend on whether they are letters, punctuation or white space.
fn with_edges(word: &str, escaped: &str) -> String {
    let edge = |character: char| match character {
        it if it.is_alphanumeric() => String::new(),
        // Punctuation without a meaning.
        it if it.is_ascii_punctuation() => "%".to_owned(),
        it => it.to_string(),
    };
    let mut characters = escaped.chars();
    let Some(first) = characters.next() else {
        return String::new();
    };
    let last = characters.next_back().unwrap_or(first);
    edge(first) + word + &edge(last)
}

/// Checks a text against the same text with words as values.
pub(super) fn check(parts: &[Part]) -> Result<(), TestCaseError> {
    let Some(rendered) = Rendered::new(parts) else {
        return Ok(());
    };
    let markers = |text: &str| text.matches("{{").count();
    prop_assert_eq!(
        markers(&rendered.markdown),
        markers(&rendered.words.markdown),
        "{:?}",
        rendered.markdown
    );
    // A code span or a link ends at the end of a cell, but only where there are tables. A footnote is
    // a definition elsewhere.
    let is_github = ["-|", "|-", "[^1]:"]
        .iter()
        .any(|it| rendered.markdown.contains(it));
    for dialect in Dialect::ALL {
        if is_github && !dialect.is_github() {
            continue;
        }
        let mut leniency = Leniency {
            emphasis: rendered.edges.is_some() || rendered.has_host(),
            bare_links: rendered.has_host() || rendered.has_email(),
            hosts: rendered.has_context(&HOSTS),
        };
        rendered.compare(&rendered.words, dialect, leniency)?;
        if let Some(edges) = &rendered.edges {
            leniency.emphasis = false;
            rendered.compare(edges, dialect, leniency)?;
        }
    }
    Ok(())
}
