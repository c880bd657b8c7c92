//! Finds the name of an operation in a document of the caller.

/// Name of the first operation in a document, if it has one.
pub(super) fn operation_name(document: &str) -> Option<&str> {
    let mut rest = document;
    let mut depth = 0_usize;
    let mut is_after_keyword = false;
    // The name and the type of a fragment may be any word.
    let mut is_fragment = false;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '#' => rest.find(['\n', '\r']).unwrap_or(rest.len()),
            '"' => string_length(rest),
            'a'..='z' | 'A'..='Z' | '_' => {
                let name = &rest[..name_length(rest)];
                if is_after_keyword {
                    return Some(name);
                }
                is_fragment |= depth == 0 && name == "fragment";
                is_after_keyword = depth == 0
                    && !is_fragment
                    && matches!(name, "query" | "mutation" | "subscription");
                name.len()
            }
            _ => {
                is_fragment &= first != '{';
                match first {
                    '{' | '(' | '[' => depth += 1,
                    '}' | ')' | ']' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                // An anonymous operation continues with its variables or fields.
                is_after_keyword &= first.is_whitespace() || matches!(first, ',' | '\u{feff}');
                first.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    None
}

fn name_length(text: &str) -> usize {
    text.find(|character: char| !character.is_ascii_alphanumeric() && character != '_')
        .unwrap_or(text.len())
}

/// Length of the string or block string at the start of a text, quotes included.
fn string_length(text: &str) -> usize {
    let quotes = if text.starts_with("\"\"\"") {
        "\"\"\""
    } else {
        "\""
    };
    let mut end = quotes.len();
    while let Some(rest) = text.get(end..) {
        if rest.starts_with(quotes) {
            return end + quotes.len();
        }
        let mut characters = rest.chars();
        match characters.next() {
            None => break,
            Some('\\') => end += 1 + characters.next().map_or(0, char::len_utf8),
            Some(character) => end += character.len_utf8(),
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::operation_name;

    #[test]
    fn name_of_the_first_operation_is_found() {
        for (document, expected) in [
            (
                "query Thread($id: ID!) { thread(threadId: $id) { title } }",
                Some("Thread"),
            ),
            ("mutation archive { archive }", Some("archive")),
            ("\n  subscription\n\t_s1 { x }", Some("_s1")),
            ("query # a comment, mutation M\nName { x }", Some("Name")),
            (
                "fragment F on T { query } query AfterFragment { ...F }",
                Some("AfterFragment"),
            ),
            ("{ query mutation }", None),
            ("query { first } query Second { x }", Some("Second")),
            ("query($id: ID) { mutation }", None),
            ("query @live { x }", None),
            ("query ($a: T = {query: Wrong}) { x }", None),
            ("fragment query on mutation { x } query Q { y }", Some("Q")),
            (
                "\"\"\" query A \\\"\"\" query B \"\"\" query C { x }",
                Some("C"),
            ),
            ("\"query A\" mutation B { x }", Some("B")),
            ("\"unterminated query A", None),
            ("query", None),
            ("", None),
            ("запрос query Имя { x }", None),
        ] {
            assert_eq!(operation_name(document), expected, "{document}");
        }
    }

    #[test]
    fn any_document_has_a_name_or_none() {
        const PARTS: [&str; 14] = [
            "query", "fragment", "Ы", " ", "\n", "{", "}", "(", "\"", "\"\"\"", "\\", "#", "_1",
            "\u{feff}",
        ];
        let mut random = fastrand::Rng::with_seed(7);
        for _ in 0..20_000 {
            let parts = (0..random.usize(..12)).map(|_| PARTS[random.usize(..PARTS.len())]);
            let document: String = parts.collect();
            if let Some(name) = operation_name(&document) {
                assert!(document.contains("query"), "{document:?}: {name}");
            }
        }
    }
}
