//! Lays calls out as rustfmt does.
//!
//! What fits in a line stands in one. What a call or a list holds has 60 characters at most in a line,
//! unless it is one thing without brackets of its own.

/// rustfmt's `max_width`.
const LINE: usize = 100;
/// rustfmt's `fn_call_width` and `array_width`.
const ITEMS: usize = 60;
const INDENT: usize = 4;

/// What stands in a call.
#[derive(Debug)]
pub(super) enum Expression {
    Atom(String),
    /// `name(items)`; a list has no name.
    Items {
        name: String,
        brackets: [char; 2],
        items: Vec<Self>,
    },
    /// `name = value`.
    Named(&'static str, Box<Self>),
}

impl Expression {
    pub(super) fn atom(text: impl Into<String>) -> Self {
        Self::Atom(text.into())
    }

    pub(super) fn call(name: impl Into<String>, items: Vec<Self>) -> Self {
        Self::Items {
            name: name.into(),
            brackets: ['(', ')'],
            items,
        }
    }

    pub(super) fn list(items: Vec<Self>) -> Self {
        Self::Items {
            name: String::new(),
            brackets: ['[', ']'],
            items,
        }
    }

    pub(super) fn named(name: &'static str, value: Self) -> Self {
        Self::Named(name, Box::new(value))
    }

    pub(super) fn laid_out(&self) -> String {
        let mut text = String::new();
        self.write(&mut text, 0, 0);
        text
    }

    /// Writes it where a line that is indented so far has room after what stands in it and before
    /// what follows.
    fn write(&self, text: &mut String, indent: usize, follows: usize) {
        if let Some(line) = self.in_a_line()
            && column(text) + width(&line) + follows <= LINE
        {
            text.push_str(&line);
        } else {
            self.write_in_lines(text, indent, follows);
        }
    }

    fn write_in_lines(&self, text: &mut String, indent: usize, follows: usize) {
        match self {
            Self::Atom(atom) => text.push_str(atom),
            Self::Named(name, value) => {
                text.push_str(name);
                text.push_str(" =");
                let inner = indent + INDENT;
                match &**value {
                    Self::Atom(atom) if inner + width(atom) + follows <= LINE => {
                        new_line(text, inner);
                        text.push_str(atom);
                    }
                    value => {
                        text.push(' ');
                        value.write(text, indent, follows);
                    }
                }
            }
            Self::Items {
                name,
                brackets: [open, close],
                items,
            } => {
                text.push_str(name);
                text.push(*open);
                match &items[..] {
                    // The brackets of the only thing in it are as good as its own.
                    [item @ Self::Items { .. }] => item.write_in_lines(text, indent, follows + 1),
                    items => {
                        let inner = indent + INDENT;
                        for item in items {
                            new_line(text, inner);
                            item.write(text, inner, 1);
                            text.push(',');
                        }
                        new_line(text, indent);
                    }
                }
                text.push(*close);
            }
        }
    }

    /// The expression in one line, however long, if it may stand in one.
    fn in_a_line(&self) -> Option<String> {
        match self {
            Self::Atom(atom) => Some(atom.clone()),
            Self::Named(name, value) => Some(format!("{name} = {}", value.in_a_line()?)),
            Self::Items {
                name,
                brackets: [open, close],
                items,
            } => {
                let lines: Option<Vec<String>> = items.iter().map(Self::in_a_line).collect();
                let items_in_a_line = lines?.join(", ");
                let is_one = matches!(items[..], [Self::Atom(_) | Self::Named(..)]);
                let fits = is_one || width(&items_in_a_line) <= ITEMS;
                fits.then(|| format!("{name}{open}{items_in_a_line}{close}"))
            }
        }
    }
}

fn new_line(text: &mut String, indent: usize) {
    text.push('\n');
    text.extend(std::iter::repeat_n(' ', indent));
}

fn column(text: &str) -> usize {
    width(text.rsplit('\n').next().unwrap_or_default())
}

fn width(text: &str) -> usize {
    text.chars().count()
}
