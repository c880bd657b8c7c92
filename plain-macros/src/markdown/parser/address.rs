//! Bare addresses of the author, which become links without markup.

/// Schemes and prefixes of addresses that become links without markup.
pub(super) const ADDRESSES: [&str; 4] = ["https://", "http://", "ftp://", "www."];

/// Longest name of a domain.
const MAX_DOMAIN: usize = 253;

/// Bare address of the author that contains the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Address {
    None,
    /// Before the end of the host.
    Host,
    Path,
    Query,
    /// Word with an `@`.
    Email,
    /// Word that is part of an address for some parsers only: after a letter such as `é`, or after a
    /// no-break space in an address, or in another cell of a table.
    Disputed,
}

/// Whether a text ends with the start of `http` or `www`, which a value could complete.
pub(super) fn ends_with_scheme(text: &[Option<char>]) -> bool {
    let is_letter = |it: Option<char>| it.is_none_or(|it| it.is_ascii_alphabetic());
    let length = text
        .iter()
        .rev()
        .take(6)
        .take_while(|&&it| is_letter(it))
        .count();
    let word = &text[text.len() - length..];
    let is_start = text.len() == length || !is_letter(text[text.len() - length - 1]);
    let is_scheme = |word: &[Option<char>], min: usize| {
        let letters = word.iter().copied().flatten();
        letters.clone().count() >= min
            && ADDRESSES.iter().any(|address| {
                let mut address = address.chars();
                letters
                    .clone()
                    .all(|letter| address.next() == Some(letter.to_ascii_lowercase()))
            })
    };
    // A value before the letters may end with a space.
    let mut values = (0..word.len()).filter(|&index| word[index].is_none());
    is_start && is_scheme(word, 1) || values.any(|value| is_scheme(&word[value + 1..], 2))
}

/// Whether a text ends with an `@`, and perhaps a part of a domain.
pub(super) fn ends_with_domain(text: &[char]) -> bool {
    let is_domain = |it: &char| it.is_alphanumeric() || "._-".contains(*it);
    let mut before = text.iter().rev().take(MAX_DOMAIN);
    before.find(|it| !is_domain(it)) == Some(&'@')
}

/// Whether a mark of emphasis or an entity before an empty value would not be part of the author's
/// address, which ends before them and before its final punctuation.
pub(super) fn ends_before_mark(before: &[char], after: &[char]) -> bool {
    let is_final = |it: char| "?!.,:;*_~'\")]".contains(it);
    let ends_word = |it: &char| it.is_whitespace() || *it == '<';
    let mut after = after.iter().take_while(|it| !ends_word(it));
    let mut before = before.iter().rev().copied().peekable();
    if !after.all(|it| is_final(*it)) {
        return false;
    }
    while let Some(character) = before.next_if(|it| is_final(*it)) {
        match character {
            '*' | '_' | '~' => return true,
            // An entity such as `&amp;`.
            ';' => {
                let mut rest = before.clone();
                while rest.next_if(char::is_ascii_alphanumeric).is_some() {}
                if rest.next() == Some('&') {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}
