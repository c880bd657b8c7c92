//! Links, tags and bare addresses of a segment.

use plain_schema::markdown::MarkdownContext;

use super::address::{ADDRESSES, Address};
use super::block::SegmentKind;
use super::inline::InlineScanner;
use super::line::{is_line_end, is_space};
use super::tag;

impl InlineScanner<'_> {
    /// Records the values of a URL that ends at `end`, and moves the cursor there.
    fn record_url_up_to(&mut self, end: usize) {
        let (mut slashes, mut context) = (0, MarkdownContext::DestinationHost);
        let mut is_start = true;
        let has_host = tag::find(&self.characters[self.cursor..end], "://").is_some();
        if !has_host {
            context = MarkdownContext::Destination;
        }
        while self.cursor < end {
            match self.characters[self.cursor] {
                None if is_start => {
                    self.record(MarkdownContext::DestinationStart);
                }
                None => self.record(context),
                Some('/') => {
                    slashes += 1;
                    if slashes > 2 {
                        context = MarkdownContext::Destination;
                    }
                }
                Some('?' | '#') => {
                    context = MarkdownContext::DestinationQuery;
                    slashes = 0;
                }
                Some(_) => {}
            }
            is_start = false;
            self.advance(1);
        }
    }

    /// Scans the destination and the title of a definition.
    pub(super) fn definition(&mut self) {
        let spaces = self.rest().iter().take_while(|&&it| is_space(it)).count();
        self.advance(spaces);
        let length = self.rest().iter().take_while(|&&it| !is_space(it)).count();
        let end = self.cursor + length;
        if !tag::is_open_destination(&self.rest()[..length]) {
            if self.at(0) == Some('<') {
                self.advance(1);
            }
            self.record_url_up_to(end);
        }
        self.record_up_to(usize::MAX, MarkdownContext::Unclosed);
    }

    /// Scans `<https://..>`, `<b>` or `<!-- .. -->`. In text after an unclosed one, a value could
    /// close it.
    pub(super) fn tag(&mut self) -> bool {
        let word = tag::word_length(self.rest());
        self.tag_end = self.tag_end.max(self.cursor + word);
        let special_end = tag::special_end(self.rest());
        if self.has_open_tag {
            self.may_contain_code |= special_end.is_some();
            return false;
        }
        if special_end == Some(">") {
            // Parsers disagree on the name of a declaration.
            self.is_unclosed = true;
            self.may_contain_code = true;
            return false;
        }
        if let Some(end) = special_end {
            return self.special(end);
        }
        let opens = match self.characters.get(self.cursor + 1) {
            Some(Some(first)) => first.is_ascii_alphabetic() || "/!?".contains(*first),
            Some(None) => true,
            None => false,
        };
        if !opens {
            // A value could make it an e-mail address.
            self.is_unclosed |= tag::opens_email(self.rest());
            return false;
        }
        let rest = self.rest();
        let tag = tag::tag_end(rest).map(|length| &rest[..length]);
        let autolink = tag.filter(|tag| tag::is_autolink(tag));
        let is_html = |tag: &&[Option<char>]| {
            tag::tag_length(tag) == Some(tag.len()) && !tag::has_value_outside_quotes(tag)
        };
        let is_markup = autolink.or(tag.filter(is_html)).is_some();
        let is_autolink = autolink.is_some();
        let Some(length) = tag.map(<[_]>::len) else {
            self.open_tag();
            return false;
        };
        let end = self.cursor + length;
        if !is_markup {
            // A value could make it a tag.
            self.tag_end = self.tag_end.max(end);
            self.is_unclosed = true;
            return false;
        }
        self.address = Address::None;
        self.advance(1);
        if is_autolink {
            self.record_url_up_to(end);
        } else {
            self.record_up_to(end, MarkdownContext::Destination);
        }
        true
    }

    /// Scans a comment, an instruction or data, with its end.
    fn special(&mut self, end: &str) -> bool {
        // The `>` of `<!-->` ends a comment as well.
        let start = if end == "-->" { 2 } else { end.len() };
        let Some(found) = tag::find(&self.rest()[start..], end) else {
            self.open_tag();
            self.may_contain_code = true;
            return false;
        };
        if end == "]]>" && self.rest()[start..start + found].contains(&Some(']')) {
            // Some parsers end data at the first bracket, or read it as text.
            self.tag_end = self.tag_end.max(self.cursor + start + found + end.len());
            self.is_unclosed = true;
            self.may_contain_code = true;
            return false;
        }
        self.address = Address::None;
        let end = self.cursor + start + found + end.len();
        self.record_up_to(end, MarkdownContext::Html);
        true
    }

    /// Notes that the `<` at the cursor is not closed. Another `>` could close it.
    fn open_tag(&mut self) {
        self.has_open_tag = true;
        self.is_unclosed = true;
        let length = tag::last_end(self.rest());
        self.tag_end = self.tag_end.max(self.cursor + length);
    }

    /// Scans `](https://..)`. In anything else between the parentheses, a value could make it a
    /// destination.
    pub(super) fn destination(&mut self) {
        self.advance(2);
        self.address = Address::None;
        if self.link_end == self.characters.len() {
            return;
        }
        let is_blank = |it: Option<char>| is_space(it) || is_line_end(it);
        let rest = self.rest();
        let close = closing_parenthesis(rest);
        let link_end = self.cursor + close.unwrap_or(rest.len());
        let spaces = rest.iter().take_while(|&&it| is_blank(it)).count();
        let Some(link) = close.and_then(|close| rest.get(spaces..close)) else {
            self.link_end = link_end;
            return;
        };
        let end = link
            .iter()
            .position(|&it| is_blank(it))
            .unwrap_or(link.len());
        let mut title = link[end..].iter().skip_while(|&&it| is_blank(it));
        let is_link = title
            .next()
            .is_none_or(|it| matches!(it, Some('"' | '\'' | '(')));
        let is_link = is_link && !tag::is_open_destination(&link[..end]);
        let start = spaces + usize::from(link.first() == Some(&Some('<')));
        let end = self.cursor + spaces + end;
        self.link_end = link_end;
        if !is_link {
            return;
        }
        self.advance(start);
        self.record_url_up_to(end);
    }

    /// Whether the backslash at the cursor escapes a character. A bare address contains it.
    pub(super) fn escapes_next(&self) -> bool {
        let is_in_address = !matches!(self.address, Address::None | Address::Email);
        self.at(1)
            .is_some_and(|next| next.is_ascii_punctuation() && !(is_in_address && next == '<'))
    }

    /// Follows a bare address of the author.
    pub(super) fn track_address(&mut self) {
        let character = self.characters[self.cursor];
        match (self.address, character) {
            (_, Some(it)) if it.is_ascii_whitespace() || it == '<' => {
                self.address = Address::None;
            }
            (Address::Host | Address::Path | Address::Query, Some(it))
                if it.is_whitespace() || it == '|' && self.segment.kind == SegmentKind::Row =>
            {
                self.address = Address::Disputed;
            }
            // The end of the link's text that contains the address.
            (_, Some(']')) if self.closes_before_address() => {
                self.address = Address::None;
            }
            // No host has this character, and an address of a value may follow it.
            (Address::Host, Some('(' | '[' | ']' | '*' | '~')) => self.address = Address::Disputed,
            (Address::None | Address::Email, Some('@')) => self.address = Address::Email,
            (Address::Host, Some('/')) if self.at(1) != Some('/') => {
                // The slashes of `https://` are not the end of the host.
                let is_scheme = self.cursor > 1
                    && self.characters[self.cursor - 1] == Some('/')
                    && self.characters[self.cursor - 2] == Some(':');
                if !is_scheme {
                    self.address = Address::Path;
                }
            }
            (Address::Host | Address::Path, Some('?' | '#')) => self.address = Address::Query,
            (Address::None | Address::Email, Some(character)) => {
                // No other character is part of a domain.
                if !character.is_alphanumeric() && !"._-+".contains(character) {
                    self.address = Address::None;
                }
                let before = self.cursor.checked_sub(1);
                let before = before.and_then(|before| self.characters[before]);
                let before = before.filter(|it| it.is_alphanumeric());
                let rest = self.rest();
                let starts = |it: &&str| tag::starts_with(rest, it);
                if !before.is_some_and(|it| it.is_ascii()) && ADDRESSES.iter().any(starts) {
                    self.address = match before {
                        Some(_) => Address::Disputed,
                        None => Address::Host,
                    };
                    self.address_start = self.cursor;
                }
            }
            _ => {}
        }
    }

    /// Whether a `]` at the cursor would close a bracket before the bare address.
    fn closes_before_address(&self) -> bool {
        let last = self.brackets.last();
        last.is_some_and(|bracket| *bracket < self.address_start)
    }
}

/// Index of the `)` after a destination and its title, which may contain others.
fn closing_parenthesis(text: &[Option<char>]) -> Option<usize> {
    let (mut depth, mut end_of_quote) = (1, None);
    let (mut is_escaped, mut before) = (false, Some(' '));
    text.iter().position(|&character| {
        let is_start = before.is_some_and(char::is_whitespace);
        match character {
            _ if is_escaped => {}
            it if end_of_quote.is_some() => {
                end_of_quote = end_of_quote.filter(|_| it != end_of_quote);
            }
            Some('<') if is_start && depth == 1 => end_of_quote = Some('>'),
            Some(quote @ ('"' | '\'')) if is_start => end_of_quote = Some(quote),
            Some('(') => depth += 1,
            Some(')') => depth -= 1,
            _ => {}
        }
        is_escaped = character == Some('\\') && !is_escaped;
        before = character;
        depth == 0
    })
}
