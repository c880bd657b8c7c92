//! Author's texts whose markup depends on a value, with any escapes. A value never adds markup of its
//! own there either, but the markup of the author is not that of the text with words:
//!
//! * Marks within a word (`a**{x}**b`), marks of several lengths and unpaired marks depend on whether
//!   their neighbour is punctuation. The text is compared with one whose words have the same edges.
//! * An address with a value in its host (`https://{x}`, `www.{x}`), or beside an e-mail address, is a
//!   link only with some values, and contains the marks after it. Its links must be the author's.
//! * A blank value between two lists joins them.
//! * Comrak reads the text of a footnote's label as markup or not, as the label decides.
//! * Tables and footnotes are other markup without GitHub's extensions, so they are read only with them.
//!
//! Authors' texts that are not generated, since parsers read them differently: a byte order mark at the
//! start of the literal, a task without text, and white space other than a space, a tab and a line break.

use plain_schema::markdown::{After, Before, MarkdownContext, Position};

use super::part::Part;

/// Whether emphasis within a word does not survive a value, since its mark is between a letter and
/// punctuation.
pub(super) fn breaks_mark(value: &str, position: Position) -> bool {
    let is_word = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
    let value = value.trim();
    position.before == Before::MarkInWord && !is_word(value.chars().next())
        || position.after == After::MarkInWord && !is_word(value.chars().next_back())
}

/// Whether a mark beside a value may open or close emphasis, as the other side of the value decides.
pub(super) fn has_outer_mark(position: Position) -> bool {
    position.before == Before::OuterMark || position.after == After::OuterMark
}

/// Whether a blank line in a value follows two backticks: after a run that is not closed, Comrak
/// misses shorter ones in the same paragraph.
pub(super) fn splits_code(parts: &[Part]) -> bool {
    let mut parts = parts.iter();
    parts.any(|part| matches!(part, Part::Author(text) if text.contains("``")))
        && parts.any(|part| matches!(part, Part::Value(value) if value.contains("\n\n")))
}

/// Whether the backslash before a value in a URL escapes its first character.
pub(super) fn follows_backslash(before: &str, position: Position) -> bool {
    let is_text = matches!(
        position.context,
        MarkdownContext::Inline | MarkdownContext::LineStart | MarkdownContext::Unclosed
    );
    !is_text && before.ends_with('\\')
}

/// Whether a blank value may be all that separates two lists of the author.
pub(super) fn separates_lists(value: &str, before: &str) -> bool {
    value.trim().is_empty() && before.ends_with("\n\n") && before.contains(['*', '-', '+', '.'])
}

/// Whether the author's marks of emphasis have several lengths, so that they depend on the
/// punctuation beside them.
pub(super) fn has_unbalanced_marks(parts: &[Part]) -> bool {
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
