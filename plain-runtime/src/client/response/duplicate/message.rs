//! Reads the message of a field error on the external ID.

/// Words that a message about a duplicate may consist of. None of them negates, restricts or
/// demands anything, or names another object.
///
/// A list of the words that are known, because a list of those that change the meaning is never
/// complete.
const WORDS: [&str; 41] = [
    "a",
    "already",
    "an",
    "another",
    "been",
    "by",
    "created",
    "duplicate",
    "event",
    "exist",
    "exists",
    "external",
    "external-id",
    "external_id",
    "externalid",
    "for",
    "given",
    "has",
    "have",
    "id",
    "identifier",
    "in",
    "input.externalid",
    "is",
    "it",
    "its",
    "of",
    "one",
    "provided",
    "same",
    "supplied",
    "taken",
    "that",
    "the",
    "there",
    "this",
    "use",
    "used",
    "value",
    "was",
    "with",
];

/// Sequences of words, one of which a message about a duplicate contains.
const CLAIMS: [&[&str]; 19] = [
    &["exists"],
    &["already", "exist"],
    &["already", "taken"],
    &["already", "used"],
    &["already", "created"],
    &["already", "in", "use"],
    &["is", "in", "use"],
    &["is", "taken"],
    &["is", "used"],
    &["was", "taken"],
    &["was", "used"],
    &["was", "created"],
    &["been", "taken"],
    &["been", "used"],
    &["been", "created"],
    &["a", "duplicate"],
    &["is", "duplicate"],
    &["there", "is", "one"],
    &["there", "is", "an", "event"],
];

/// Whether a message says that an event with the external ID exists, and nothing else.
pub(super) fn reports_duplicate(message: &str) -> bool {
    let Some(text) = without_quotes(message) else {
        return false;
    };
    let words = without_scope(&words(&text));
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let is_claimed = words.first() == Some(&"duplicate")
        || CLAIMS
            .iter()
            .any(|claim| words.windows(claim.len()).any(|window| window == *claim));
    is_claimed
        && words.iter().all(|word| WORDS.contains(word))
        && words.iter().enumerate().all(|(index, word)| {
            // "by another event", but not "another ID".
            *word != "another" || words.get(index + 1) == Some(&"event")
        })
}

/// Removes the quoted values. `None` if a quotation has no end, or the message is a question.
fn without_quotes(message: &str) -> Option<String> {
    let mut text = String::with_capacity(message.len());
    let mut previous = ' ';
    let mut characters = message.chars();
    while let Some(character) = characters.next() {
        let end = match character {
            '?' => return None,
            '"' => Some('"'),
            '`' => Some('`'),
            '“' => Some('”'),
            '«' => Some('»'),
            // An apostrophe is within a word.
            '\'' if !previous.is_alphanumeric() => Some('\''),
            '‘' => Some('’'),
            _ => None,
        };
        match end {
            Some(end) => loop {
                match characters.next()? {
                    '\\' => drop(characters.next()),
                    next if next == end => break,
                    _ => {}
                }
            },
            None => text.push(character),
        }
        previous = character;
    }
    Some(text)
}

/// Words in lower case, without the punctuation around them. A word with a digit is a value.
fn words(text: &str) -> Vec<String> {
    text.split_whitespace()
        .map(|word| word.trim_matches(['.', ',', ':', ';', '!', '(', ')', '[', ']']))
        .filter(|word| !word.is_empty() && !word.contains(|it: char| it.is_numeric()))
        .map(str::to_lowercase)
        .collect()
}

/// Removes "for this customer" and the like, and shortens "customer event" to "event".
fn without_scope(words: &[String]) -> Vec<String> {
    const KINDS: [&str; 3] = ["customer", "thread", "timeline"];
    let mut rest = Vec::with_capacity(words.len());
    let mut index = 0;
    while index < words.len() {
        let word = |offset: usize| words.get(index + offset).map(String::as_str);
        let is_scope = matches!(word(0), Some("for" | "in" | "on"))
            && matches!(word(1), Some("this" | "the" | "that" | "your"))
            && matches!(word(2), Some("customer" | "thread" | "workspace"))
            && word(3) != Some("event");
        let is_kind = word(0).is_some_and(|it| KINDS.contains(&it)) && word(1) == Some("event");
        if is_scope {
            index += 3;
        } else {
            if !is_kind {
                rest.push(words[index].clone());
            }
            index += 1;
        }
    }
    rest
}
