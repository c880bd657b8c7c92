//! Messages of the compiler: their parts, shapes and short forms.

/// Names that are listed in full; of a longer list, the first few are.
const MAX_NAMES: usize = 5;
const SHOWN_NAMES: usize = 3;

/// A part of a message.
enum Part<'a> {
    Words(&'a str),
    /// Code in backticks, or a list of it with commas and `or`; and its names.
    Code(&'a str, Vec<&'a str>),
}

fn parts(message: &str) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let pieces: Vec<&str> = message.split('`').collect();
    let mut list_start = 0;
    let mut end = 0;
    for (index, piece) in pieces.iter().enumerate() {
        let start = end;
        // After the backtick that follows, if there is one.
        end = message.len().min(start + piece.len() + 1);
        let is_code = index % 2 == 1;
        let is_between_code = index > 0 && index + 1 < pieces.len();
        match parts.last_mut() {
            Some(Part::Code(..)) if is_between_code && matches!(*piece, ", " | " or ") => {}
            Some(Part::Code(code, names)) if is_code => {
                *code = &message[list_start..end];
                names.push(piece);
            }
            _ if is_code => {
                list_start = start - 1;
                parts.push(Part::Code(&message[list_start..end], vec![piece]));
            }
            _ => parts.push(Part::Words(piece)),
        }
    }
    parts
}

/// The message without its names and numbers: equal for the same error in different code.
pub(crate) fn shape(message: &str) -> String {
    let parts = parts(message);
    let shapes = parts.iter().map(|part| match part {
        Part::Words(words) => words.replace(|digit: char| digit.is_ascii_digit(), ""),
        Part::Code(..) => "`".to_owned(),
    });
    shapes.collect()
}

/// The message with long lists of names cut.
pub(crate) fn shorten(message: &str) -> String {
    let parts = parts(message);
    let short = parts.iter().map(|part| match part {
        Part::Code(_, names) if names.len() > MAX_NAMES => {
            format!("`{}`, …", names[..SHOWN_NAMES].join("`, `"))
        }
        Part::Code(text, _) | Part::Words(text) => (*text).to_owned(),
    });
    short.collect()
}

#[test]
fn messages_of_one_error_have_one_shape() {
    assert_eq!(
        shape("`a` has 501 of `b`, `c` or `d`"),
        shape("`x` has 7 of `y`")
    );
    assert_ne!(shape("`a` is blank"), shape("`a` is empty"));
}

#[test]
fn long_lists_of_names_are_cut() {
    for message in [
        "write `a`, `b` or `c`",
        "plain",
        "`a` and `b`, `c`",
        "`a",
        "é `é`",
    ] {
        assert_eq!(shorten(message), message);
    }
    assert_eq!(
        shorten("expected `a`, `b`, `c`, `d`, `e` or `f`; try"),
        "expected `a`, `b`, `c`, …; try"
    );
}
