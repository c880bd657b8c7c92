//! Formats macro calls as rustfmt does.
//!
//! An expression that fits is written on one line. The items of a call or a list take at most 60
//! characters on one line, except for a single item without brackets.

/// rustfmt's `max_width`.
const MAX_WIDTH: usize = 100;
/// rustfmt's `fn_call_width` and `array_width`.
const MAX_ITEMS_WIDTH: usize = 60;
const INDENT: usize = 4;

/// An expression in a macro call.
#[derive(Debug)]
pub(super) enum Expression {
    Atom(String),
    /// `name(items)`, or `[items]` without a name.
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

    pub(super) fn format(&self) -> String {
        let mut text = String::new();
        self.write(&mut text, 0, 0);
        text
    }

    /// Appends the expression to the current line, which has this indentation and `trailing` more
    /// characters after the expression.
    fn write(&self, text: &mut String, indent: usize, trailing: usize) {
        if let Some(line) = self.on_one_line()
            && column(text) + width(&line) + trailing <= MAX_WIDTH
        {
            text.push_str(&line);
        } else {
            self.write_on_lines(text, indent, trailing);
        }
    }

    fn write_on_lines(&self, text: &mut String, indent: usize, trailing: usize) {
        match self {
            Self::Atom(atom) => text.push_str(atom),
            Self::Named(name, value) => {
                text.push_str(name);
                text.push_str(" =");
                let inner = indent + INDENT;
                match &**value {
                    Self::Atom(atom) if inner + width(atom) + trailing <= MAX_WIDTH => {
                        new_line(text, inner);
                        text.push_str(atom);
                    }
                    value => {
                        text.push(' ');
                        value.write(text, indent, trailing);
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
                    // A single item with brackets shares the indentation of the outer ones.
                    [item @ Self::Items { .. }] => item.write_on_lines(text, indent, trailing + 1),
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

    /// The expression on one line of any length, if its items are short enough.
    fn on_one_line(&self) -> Option<String> {
        match self {
            Self::Atom(atom) => Some(atom.clone()),
            Self::Named(name, value) => Some(format!("{name} = {}", value.on_one_line()?)),
            Self::Items {
                name,
                brackets: [open, close],
                items,
            } => {
                let lines: Option<Vec<String>> = items.iter().map(Self::on_one_line).collect();
                let line = lines?.join(", ");
                let is_single = matches!(items[..], [Self::Atom(_) | Self::Named(..)]);
                let fits = is_single || width(&line) <= MAX_ITEMS_WIDTH;
                fits.then(|| format!("{name}{open}{line}{close}"))
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
