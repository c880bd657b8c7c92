//! Generated texts of authors with hostile values: a value adds no markup, removes none, and is
//! displayed as it is.

use std::env;

use plain_runtime::expansion::in_markdown;
use plain_schema::markdown::{
    After, Before, MarkdownContext, Position, positions, unused_definition,
};
use proptest::prelude::*;

use crate::document::Dialect;
use crate::runner;
use crate::values::hostile;

/// Number of generated texts, unless the environment has another.
const CASES: u32 = 2_000;

/// A part of a text: the author's, or a value.
#[derive(Debug, Clone)]
pub(crate) enum Part {
    Author(&'static str),
    Value(String),
}

pub(crate) fn part() -> impl Strategy<Value = Part> {
    prop_oneof![
        5 => prop::sample::select(AUTHOR).prop_map(Part::Author),
        4 => hostile().prop_map(Part::Value),
        1 => prop::sample::select(SHORT).prop_map(|it| Part::Value(it.to_owned())),
    ]
}

/// Fragments of an author's Markdown.
const AUTHOR: &[&str] = &[
    "word",
    "a",
    "1",
    "2",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "    ",
    "\t",
    "*",
    "**",
    "_",
    "__",
    " ~~",
    "~~ ",
    "`",
    "``",
    "[",
    "]",
    "](",
    ")",
    "(",
    "](https://x.example/",
    "[docs](https://x.example/a?b=",
    "![",
    " <b>i",
    "i</b>",
    "<div>\n",
    "</div>\n",
    "<!-- ",
    " -->",
    "<a href=\"https://x.example/",
    "\">",
    "<",
    ">",
    "\n- ",
    "\n* ",
    "- ",
    "\n1. ",
    "\n> ",
    "> ",
    "\n# ",
    "# ",
    "\n## ",
    "#",
    "\n```\n",
    "\n~~~\n",
    "\n---\n",
    "\n===\n",
    "\n| a | b |\n|---|---|\n| ",
    " | ",
    "|",
    " https://x.example/",
    " www.x.example/",
    "/",
    "?",
    "<https://x.example/",
    "[^1]",
    "\n\n[^1]: note ",
    "\n\n[ref]: https://x.example/",
    "[ref]",
    "[ref][ref]",
    "\\",
    "\\*",
    "&",
    "&amp; ",
    ";",
    "{",
    "{{",
    "!",
    ".",
    ". ",
    ", ",
    "- [ ] task ",
    "- [",
    "+",
    "-",
    "=",
    "\n  ",
    "\n    ",
    "\r\n",
    " \"",
    "\"",
    "'",
    "<!",
    "<?",
    "<pre>\n",
    "**bold** ",
    "_em_ ",
    "`code` ",
];

const SHORT: &[&str] = &[
    "",
    "",
    " ",
    "\n",
    "\u{feff}",
    "\u{a0}",
    "(https://evil.example)",
    ": https://evil.example",
    "[ref]",
    "ref",
    "x",
    "^1",
    "https://evil.example",
    "www.evil.example",
    "eve@evil.example",
    "//evil.example",
    "x`y`",
    "<b>x</b>",
    ")",
    "\"",
    "one\n\ntwo",
    "Jane ",
    " Jane",
    "1",
    ". x",
    "-->",
    "javascript:alert(1)",
    "|",
    "evil.example",
    "://evil.example",
    "s://evil.example",
];

#[test]
fn values_stay_text_in_every_generated_text() {
    let cases = env::var("PLAIN_ESCAPING_CASES").map_or(CASES, |cases| cases.parse().unwrap());
    runner(cases)
        .run(&prop::collection::vec(part(), 1..12), |parts| check(&parts))
        .unwrap();
}

/// A text with its values, and the same text with words in their places.
struct Rendered {
    markdown: String,
    with_words: String,
    positions: Vec<Position>,
    /// Displayed text of each word and of its value.
    displayed: Vec<(String, String)>,
}

impl Rendered {
    /// Inserts the values, unless the text is an error or breaks marks of emphasis.
    fn new(parts: &[Part]) -> Option<Self> {
        let pieces = parts.iter().map(|part| match part {
            Part::Author(text) => Some(*text),
            Part::Value(_) => None,
        });
        if unused_definition(pieces.clone()).is_some() {
            return None;
        }
        let mut rendered = Self {
            markdown: String::new(),
            with_words: String::new(),
            positions: positions(pieces),
            displayed: Vec::new(),
        };
        for part in parts {
            let value = match part {
                Part::Author(text) => {
                    rendered.markdown.push_str(text);
                    rendered.with_words.push_str(text);
                    continue;
                }
                Part::Value(value) => value,
            };
            let index = rendered.displayed.len();
            let position = *rendered.positions.get(index)?;
            if breaks_mark(value, position) || follows_backslash(&rendered.with_words, position) {
                return None;
            }
            let word = format!("zq{index}qz");
            let escaped = in_markdown(value.as_str(), position).to_string();
            let escaped_word = in_markdown(word.as_str(), position).to_string();
            rendered.displayed.push((
                displayed(&word, &escaped_word, position),
                displayed(value, &escaped, position),
            ));
            rendered.markdown.push_str(&escaped);
            rendered.with_words.push_str(&escaped_word);
        }
        if rendered.with_words.contains("[ref]: ") {
            // Parsers limit the length of all destinations by that of the text.
            let long = "\n\n".to_owned() + &"word ".repeat(60);
            rendered.markdown.push_str(&long);
            rendered.with_words.push_str(&long);
        }
        Some(rendered)
    }

    fn has_context(&self, contexts: &[MarkdownContext]) -> bool {
        let mut positions = self.positions.iter();
        positions.any(|position| contexts.contains(&position.context))
    }
}

/// Checks a text against the same text with words as values.
pub(crate) fn check(parts: &[Part]) -> Result<(), TestCaseError> {
    let Some(rendered) = Rendered::new(parts) else {
        return Ok(());
    };
    let (markdown, with_words) = (&rendered.markdown, &rendered.with_words);
    prop_assert!(
        with_words.contains("{{") || !markdown.contains("{{"),
        "{markdown:?}"
    );
    // Text that may be code as well, where a backslash is shown.
    let may_be_code = with_words.contains("://") && with_words.contains('`')
        || rendered.has_context(&[MarkdownContext::Unclosed]);
    let has_references = rendered.has_context(&[MarkdownContext::Html, MarkdownContext::Unclosed]);
    let is_unbalanced = has_unbalanced_marks(parts);
    let shown = |text: &str| {
        let is_mark = |it: char| is_unbalanced && "*_~".contains(it) || may_be_code && it == '\\';
        let text = if has_references {
            decoded(text)
        } else {
            text.to_owned()
        };
        similar(&text).replace(is_mark, "")
    };
    // A code span or a link ends at the end of a cell, but only where there are tables. A footnote is
    // a definition elsewhere.
    let is_github = ["-|", "[^1]:"].iter().any(|it| markdown.contains(it));
    for dialect in Dialect::ALL {
        if is_github && !dialect.is_github() {
            continue;
        }
        let found = dialect.parse(markdown, is_unbalanced);
        let words = dialect.parse(with_words, is_unbalanced);
        let context = format!(
            "{dialect:?}:\n{markdown:?}\n{with_words:?}\n{:?}",
            rendered.positions
        );
        prop_assert_eq!(&found.structure, &words.structure, "{}", context);
        let mut text = shown(&words.text);
        for (word, value) in &rendered.displayed {
            text = text.replace(&shown(word), &shown(value));
        }
        prop_assert_eq!(shown(&found.text), shown(&text), "{}", context);
    }
    Ok(())
}

/// Whether emphasis within a word does not survive a value, since its mark is between a letter and
/// punctuation.
fn breaks_mark(value: &str, position: Position) -> bool {
    let is_word = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
    let value = value.trim();
    position.before == Before::MarkInWord && !is_word(value.chars().next())
        || position.after == After::MarkInWord && !is_word(value.chars().next_back())
}

/// Whether the backslash before a value in a URL escapes its first character.
fn follows_backslash(before: &str, position: Position) -> bool {
    let is_text = matches!(
        position.context,
        MarkdownContext::Inline | MarkdownContext::LineStart | MarkdownContext::Unclosed
    );
    !is_text && before.ends_with('\\')
}

/// Whether the author's marks of emphasis have several lengths, so that they depend on the
/// punctuation beside them.
fn has_unbalanced_marks(parts: &[Part]) -> bool {
    let mut runs = Vec::new();
    let mut last = ' ';
    for part in parts {
        let Part::Author(text) = part else {
            last = ' ';
            continue;
        };
        for character in text.chars() {
            if !"*_~".contains(character) {
            } else if character != last {
                runs.push((character, 1));
            } else if let Some((_, length)) = runs.last_mut() {
                *length += 1;
            }
            last = character;
        }
    }
    let mut lengths = runs.clone();
    lengths.sort_unstable();
    lengths.dedup();
    let mut marks: Vec<char> = lengths.iter().map(|(mark, _)| *mark).collect();
    marks.dedup();
    let has_backslash = parts
        .iter()
        .any(|part| matches!(part, Part::Author(text) if text.contains('\\')));
    let is_odd = |mark: &char| runs.iter().filter(|run| run.0 == *mark).count() % 2 == 1;
    lengths.len() > marks.len() || marks.iter().any(is_odd) || has_backslash
}

/// Text of a value, which is encoded in URLs.
fn displayed(value: &str, escaped: &str, position: Position) -> String {
    match position.context {
        MarkdownContext::Destination
        | MarkdownContext::DestinationHost
        | MarkdownContext::DestinationStart
        | MarkdownContext::DestinationQuery => escaped.replace("\\&", "&"),
        MarkdownContext::Html | MarkdownContext::Unclosed => decoded(value),
        _ => value.to_owned(),
    }
}

/// A text without white space, and without characters that differ in code: backticks and tildes are
/// replaced there.
fn similar(text: &str) -> String {
    let text = text.replace('`', "'").replace('~', "-");
    let is_visible = |it: &char| !it.is_whitespace() && *it != '\u{feff}';
    text.chars().filter(is_visible).collect()
}

/// A text without character references, which HTML displays as their characters.
fn decoded(text: &str) -> String {
    let mut text = text.to_owned();
    loop {
        let decoded = decoded_once(&text);
        if decoded == text {
            return text;
        }
        text = decoded;
    }
}

fn decoded_once(text: &str) -> String {
    let mut decoded = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("&#") {
        let (before, reference) = rest.split_at(start);
        decoded.push_str(before);
        let parsed = reference[2..].split_once(';').and_then(|(number, after)| {
            let code = number.parse().ok().filter(|code| *code > 0)?;
            let character = char::from_u32(code)?;
            Some((character, after))
        });
        let Some((character, after)) = parsed else {
            decoded.push_str("&#");
            rest = &reference[2..];
            continue;
        };
        decoded.push(character);
        rest = after;
    }
    decoded + rest
}
