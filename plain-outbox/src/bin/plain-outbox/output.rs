//! The output of a command: its result, or an error.

use std::error::Error;
use std::io::{self, Write as _};

/// Error of a command; its text has the remedy.
pub(crate) type CommandError = Box<dyn Error>;

/// Prints a result. A closed pipe, as of `head`, is an error.
pub(crate) fn print(text: &str) -> Result<(), CommandError> {
    writeln!(io::stdout(), "{text}").map_err(Into::into)
}

/// Prints why a command failed.
pub(crate) fn print_error(error: &dyn Error) {
    // If standard error is closed, there is nowhere to report it.
    let _ = writeln!(io::stderr(), "plain-outbox: {error}");
}

/// Text on one line, without characters that control a terminal.
pub(crate) fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_control() {
            printable.extend(character.escape_default());
        } else {
            printable.push(character);
        }
    }
    printable
}

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn control_characters_are_escaped() {
        assert_eq!(printable("a\u{1b}[1m\nb\t\u{85}"), r"a\u{1b}[1m\nb\t\u{85}");
        assert_eq!(printable("\u{e9} \\"), "\u{e9} \\");
    }
}
