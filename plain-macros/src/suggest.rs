//! Suggestions for an unknown name.

/// Finds the nearest name: one that differs only in case and separators (`linkButton` for
/// `link_button`), one within a few edits, or one with a word within a few edits (`tooltip`, `buton`).
pub(crate) fn nearest<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let mut search = Search::new(written);
    for name in known {
        search.compare(name, word_distance(written, name));
    }
    search.nearest
}

/// Finds the nearest name, compared as a whole.
pub(crate) fn nearest_spelling<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let mut search = Search::new(written);
    for name in known {
        search.compare(name, usize::MAX);
    }
    search.nearest
}

/// Whether a name differs from a known one by a few letters, case or separators.
pub(crate) fn is_typo(written: &str, known: &str) -> bool {
    distance(written, known) <= 3 * TYPO_COST
}

/// Search for the nearest name. Not generic over the names, since each instance of a chain of iterators
/// adds to the build of every user.
struct Search<'a, 'w> {
    written: &'w str,
    /// With more edits, a suggestion would be a guess.
    max_distance: usize,
    nearest: Option<&'a str>,
    /// Distance of the nearest name, with and without its words.
    distances: (usize, usize),
}

impl<'a, 'w> Search<'a, 'w> {
    fn new(written: &'w str) -> Self {
        Self {
            written,
            max_distance: letters(written).len() * 3 / 4,
            nearest: None,
            distances: (usize::MAX, usize::MAX),
        }
    }

    fn compare(&mut self, name: &'a str, word_distance: usize) {
        let whole = distance(self.written, name);
        let distances = (whole.min(word_distance), whole);
        if distances.0 <= self.max_distance && distances < self.distances {
            self.nearest = Some(name);
            self.distances = distances;
        }
    }
}

fn word_distance(written: &str, name: &str) -> usize {
    let words = name.split('_').map(|word| distance(written, word));
    words.min().unwrap_or(usize::MAX)
}

fn distance(written: &str, name: &str) -> usize {
    edit_distance(&letters(written), &letters(name))
}

fn letters(name: &str) -> Vec<char> {
    name.chars()
        .filter(|character| *character != '_')
        .flat_map(char::to_lowercase)
        .collect()
}

/// Cost of a letter that is missing, extra or swapped with the next one, which is the likelier typo.
const TYPO_COST: usize = 2;
/// Cost of a letter in place of another.
const REPLACEMENT_COST: usize = 3;

/// Weighted edit distance between two words.
fn edit_distance(left: &[char], right: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).map(|column| column * TYPO_COST).collect();
    for (row, a) in left.iter().enumerate() {
        let mut current = vec![(row + 1) * TYPO_COST];
        for (column, b) in right.iter().enumerate() {
            let kept = last[column] + if a == b { 0 } else { REPLACEMENT_COST };
            let slipped = last[column + 1].min(current[column]) + TYPO_COST;
            let is_swap = row > 0 && column > 0 && left[row - 1] == *b && *a == right[column - 1];
            let swapped = if is_swap {
                before_last[column - 1] + TYPO_COST
            } else {
                usize::MAX
            };
            current.push(kept.min(slipped).min(swapped));
        }
        before_last = last;
        last = current;
    }
    last[right.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn word_of_a_name_suggests_the_name() {
        let properties = ["value", "tooltip_label"];
        assert_eq!(nearest("tooltip", properties), Some("tooltip_label"));
        assert_eq!(nearest("label", properties), Some("tooltip_label"));
        assert_eq!(
            nearest("customer", ["title", "customer_identifier"]),
            Some("customer_identifier")
        );
    }

    #[test]
    fn missing_letter_is_nearer_than_a_replaced_one() {
        assert_eq!(nearest("Gren", ["Grey", "Green"]), Some("Green"));
    }

    const COMPONENTS: [&str; 5] = ["text", "plain_text", "badge", "link_button", "copy_button"];

    #[test]
    fn typos_and_other_cases_suggest_the_name() {
        for (written, suggested) in [
            ("linkButton", Some("link_button")),
            ("LINK_BUTTON", Some("link_button")),
            ("link_buton", Some("link_button")),
            ("bagde", Some("badge")),
            ("txet", Some("text")),
            ("plaintext", Some("plain_text")),
            ("buton", Some("link_button")),
            ("button", Some("link_button")),
            ("tixt", Some("text")),
            ("image", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(nearest(written, COMPONENTS), suggested, "{written}");
        }
    }
}
