//! HTML within Markdown.

use super::line::LineReader;
use super::line::is_space;

/// Names of elements that start a block of HTML
/// (<https://spec.commonmark.org/0.31.2/#html-blocks>).
const BLOCK_ELEMENTS: &[&str] = &[
    "address",
    "article",
    "aside",
    "base",
    "basefont",
    "blockquote",
    "body",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "iframe",
    "legend",
    "li",
    "link",
    "main",
    "menu",
    "menuitem",
    "nav",
    "noframes",
    "ol",
    "optgroup",
    "option",
    "p",
    "param",
    "search",
    "section",
    "source",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "track",
    "ul",
];

/// Names of elements whose content is not Markdown, not even after a blank line.
const RAW_ELEMENTS: &[&str] = &["pre", "script", "style", "textarea"];

/// Block of HTML, by its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HtmlBlock {
    /// Ends at a blank line.
    BlankLine,
    /// The same, or no block, since a value is part of the tag.
    Disputed,
    /// Ends with a text.
    Text(&'static str),
    /// Ends at the closing tag of one of [`RAW_ELEMENTS`], or for some parsers only at that of the
    /// element itself.
    ClosingTag {
        element: &'static str,
        /// Whether the closing tag of another element precedes the line.
        is_disputed: bool,
    },
}

impl HtmlBlock {
    pub(super) fn starting_at(line: &LineReader<'_>, in_paragraph: bool) -> Option<Self> {
        let text = line.characters();
        if let Some(end) = special_end(text) {
            return Some(Self::Text(end));
        }
        if text.first() != Some(&Some('<')) {
            return None;
        }
        let slash = usize::from(text.get(1) == Some(&Some('/')));
        let name = &text[1 + slash..];
        let length = name
            .iter()
            .take_while(|it| it.is_some_and(|it| it.is_ascii_alphanumeric()))
            .count();
        let find_in = |names: &[&'static str]| {
            let mut names = names.iter().copied();
            names.find(|it| is_name(&name[..length], it))
        };
        let ends_name = match name.get(length).copied() {
            None | Some(Some(' ' | '\t' | '>')) => true,
            Some(Some('/')) => name.get(length + 1) == Some(&Some('>')),
            _ => false,
        };
        let raw = find_in(RAW_ELEMENTS).filter(|_| slash == 0 && ends_name);
        if let Some(element) = raw {
            return Some(Self::ClosingTag {
                element,
                is_disputed: false,
            });
        }
        if ends_name && find_in(BLOCK_ELEMENTS).is_some() {
            return Some(Self::BlankLine);
        }
        let end = tag_length(text)?;
        let is_alone = text[end..].iter().all(|&it| is_space(it));
        if in_paragraph || !is_alone {
            None
        } else if has_value_outside_quotes(&text[..end]) {
            Some(Self::Disputed)
        } else {
            Some(Self::BlankLine)
        }
    }

    pub(super) fn ends_at_its_start(self, line: &LineReader<'_>) -> bool {
        match self {
            Self::BlankLine | Self::Disputed => false,
            // `<!-->` is a comment, and `<?>` an instruction.
            Self::Text(end) => {
                let start = if end == "?>" { 1 } else { 2 };
                find(&line.characters()[start..], end).is_some()
            }
            Self::ClosingTag { .. } => self.ends_at(line),
        }
    }

    /// The block after a line that does not end it for every parser.
    pub(super) fn continued_after(self, line: &LineReader<'_>) -> Self {
        match self {
            Self::ClosingTag {
                element,
                is_disputed,
            } => Self::ClosingTag {
                element,
                is_disputed: is_disputed || RAW_ELEMENTS.iter().any(|it| has_closing_tag(line, it)),
            },
            block => block,
        }
    }

    /// Whether the lines are text for some parsers.
    pub(super) fn is_disputed(self) -> bool {
        match self {
            Self::Disputed => true,
            Self::ClosingTag { is_disputed, .. } => is_disputed,
            Self::BlankLine | Self::Text(_) => false,
        }
    }

    pub(super) fn ends_at(self, line: &LineReader<'_>) -> bool {
        match self {
            Self::BlankLine | Self::Disputed => line.is_blank(),
            Self::Text(end) => find(line.characters(), end).is_some(),
            Self::ClosingTag { element, .. } => has_closing_tag(line, element),
        }
    }
}

fn has_closing_tag(line: &LineReader<'_>, element: &str) -> bool {
    let text = line.characters();
    let slashes = (0..text.len()).filter(|&index| starts_with(&text[index..], "</"));
    slashes
        .map(|slash| &text[slash + 2..])
        .any(|name| starts_with(name, element) && name.get(element.len()) == Some(&Some('>')))
}

/// End of the comment, instruction or declaration that starts a text.
pub(super) fn special_end(text: &[Option<char>]) -> Option<&'static str> {
    if starts_with(text, "<!--") {
        Some("-->")
    } else if starts_with(text, "<![CDATA[") {
        Some("]]>")
    } else if starts_with(text, "<?") {
        Some("?>")
    } else if starts_with(text, "<!") {
        let is_name = |it: &Option<char>| it.is_some_and(|it| it.is_ascii_alphabetic());
        text.get(2).is_some_and(is_name).then_some(">")
    } else {
        None
    }
}

/// Index after the `>` of the tag or address that starts a text. A `>` in quotes does not end it.
pub(super) fn tag_end(text: &[Option<char>]) -> Option<usize> {
    let first = *text.get(1)?;
    if text[0] != Some('<') || !first.is_none_or(|it| it.is_ascii_alphabetic() || it == '/') {
        return None;
    }
    let mut quote = None;
    let mut previous = None;
    for (index, &character) in text.iter().enumerate() {
        match (quote, character) {
            (None, Some('>')) => return Some(index + 1),
            (None, Some('"' | '\'')) if previous == Some('=') => quote = character,
            (Some(_), character) if character == quote => quote = None,
            _ => {}
        }
        if !is_space(character) {
            previous = character;
        }
    }
    None
}

/// Length of the `<` that starts a text and the word after it.
pub(super) fn word_length(text: &[Option<char>]) -> usize {
    let is_word =
        |it: &&Option<char>| !it.is_some_and(|it| it.is_whitespace() || "<>".contains(it));
    1 + text[1..].iter().take_while(is_word).count()
}

/// Index after the last `>` of a text, or 0.
pub(super) fn last_end(text: &[Option<char>]) -> usize {
    let last = text.iter().rposition(|&it| it == Some('>'));
    last.map_or(0, |last| last + 1)
}

/// Length of the tag that starts a text (<https://spec.commonmark.org/0.31.2/#raw-html>).
pub(super) fn tag_length(text: &[Option<char>]) -> Option<usize> {
    let at = |index: usize| text.get(index).copied();
    let skip = |from: usize, allowed: fn(char) -> bool| {
        let rest = text.get(from..).unwrap_or_default();
        from + rest.iter().take_while(|it| it.is_none_or(allowed)).count()
    };
    let spaces = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        from + rest.iter().take_while(|&&it| is_space(it)).count()
    };
    let is_closing = at(1)? == Some('/');
    let name = 1 + usize::from(is_closing);
    at(name)?.filter(char::is_ascii_alphabetic)?;
    let mut index = skip(name, |it| it.is_ascii_alphanumeric() || it == '-');
    loop {
        let next = spaces(index);
        match at(next)? {
            Some('>') => return Some(next + 1),
            Some('/') if !is_closing && at(next + 1)? == Some('>') => return Some(next + 2),
            Some(first) if is_closing || next == index || !is_attribute_start(first) => {
                return None;
            }
            _ => {}
        }
        index = skip(next, |it| it.is_ascii_alphanumeric() || "_:.-".contains(it));
        let equals = spaces(index);
        if at(equals)? != Some('=') {
            continue;
        }
        let value = spaces(equals + 1);
        index = match at(value)? {
            Some(quote @ ('"' | '\'')) => {
                let rest = &text[value + 1..];
                value + 2 + rest.iter().position(|&it| it == Some(quote))?
            }
            _ => skip(value, |it| !" \t\"'=<>`".contains(it)),
        };
        if index == value {
            return None;
        }
    }
}

fn is_attribute_start(first: char) -> bool {
    first.is_ascii_alphabetic() || matches!(first, '_' | ':')
}

/// Whether a text is `<scheme:..>`.
pub(super) fn is_autolink(text: &[Option<char>]) -> bool {
    let is_scheme = |it: char| it.is_ascii_alphanumeric() || "+-.".contains(it);
    let end = text
        .iter()
        .skip(1)
        .position(|it| !it.is_some_and(is_scheme));
    let is_url = |it: &Option<char>| !it.is_some_and(|it| it.is_whitespace() || it == '<');
    end.is_some_and(|end| end >= 2 && text[end + 1] == Some(':')) && text[1..].iter().all(is_url)
}

/// Whether a destination starts with `<`, and no `>` ends it, so that it is text.
pub(super) fn is_open_destination(text: &[Option<char>]) -> bool {
    match text {
        [Some('<'), .., Some('\\'), Some('>')] => true,
        [Some('<'), .., Some('>')] => false,
        [Some('<'), ..] => true,
        _ => false,
    }
}

/// Whether a text starts with `<`, the name of an e-mail address and `@`.
pub(super) fn opens_email(text: &[Option<char>]) -> bool {
    let is_name = |it: &Option<char>| {
        it.is_none_or(|it| it.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(it))
    };
    let mut rest = text[1..].iter().skip_while(|it| is_name(it));
    rest.next() == Some(&Some('@'))
}

/// Whether a tag contains a value that is not in a quoted attribute.
pub(super) fn has_value_outside_quotes(text: &[Option<char>]) -> bool {
    let mut quote = None;
    text.iter().any(|&character| {
        match (quote, character) {
            (None, Some('"' | '\'')) => quote = character,
            (Some(_), character) if character == quote => quote = None,
            _ => {}
        }
        quote.is_none() && character.is_none()
    })
}

/// Index of a text in another, which ignores case.
pub(super) fn find(text: &[Option<char>], expected: &str) -> Option<usize> {
    (0..text.len()).find(|&index| starts_with(&text[index..], expected))
}

/// Whether a text starts with another, which ignores case.
pub(super) fn starts_with(text: &[Option<char>], expected: &str) -> bool {
    // Most texts differ in the first character.
    let (Some(Some(first)), Some(expected_first)) = (text.first(), expected.chars().next()) else {
        return expected.is_empty();
    };
    if !first.eq_ignore_ascii_case(&expected_first) {
        return false;
    }
    let length = expected.chars().count();
    text.len() >= length && is_name(&text[..length], expected)
}

fn is_name(text: &[Option<char>], expected: &str) -> bool {
    let lower = text.iter().map(|it| it.map(|it| it.to_ascii_lowercase()));
    lower.eq(expected.chars().map(|it| Some(it.to_ascii_lowercase())))
}
