//! Literals with captures as `format!` takes them. rust-analyzer resolves a capture by its offset in
//! the literal, so the literal keeps its length.

use proc_macro2::Literal;

use crate::literal::TextLiteral;

/// Cuts each path of fields to its variable, since `format!` takes no paths: `{user.name}` becomes
/// `{user:0001}`.
pub(super) fn without_paths(literal: &TextLiteral) -> Literal {
    let token = literal.token();
    match cut(&token.to_string()).parse::<Literal>() {
        Ok(mut cut) => {
            cut.set_span(literal.span());
            cut
        }
        Err(_) => token,
    }
}

fn cut(source: &str) -> String {
    let is_raw = source.starts_with('r');
    let mut cut = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let kept = match first {
            '\\' if !is_raw => escape_length(rest),
            '{' if rest.starts_with("{{") => 2,
            '{' => {
                let capture = &rest[..rest.find('}').unwrap_or(rest.len())];
                let path = capture.split(':').next().unwrap_or(capture);
                match path.split_once('.') {
                    Some((variable, _)) => {
                        cut.push_str(variable);
                        cut.extend(filler(capture.len() - variable.len()));
                    }
                    None => cut.push_str(capture),
                }
                rest = &rest[capture.len()..];
                continue;
            }
            other => other.len_utf8(),
        };
        let (same, after) = rest.split_at(kept);
        cut.push_str(same);
        rest = after;
    }
    cut
}

/// Length of the escape at the start of a text: `\n`, `\u{e9}`.
fn escape_length(text: &str) -> usize {
    if text.starts_with("\\u{") {
        return text.find('}').map_or(text.len(), |end| end + 1);
    }
    text.chars().take(2).map(char::len_utf8).sum()
}

/// Format spec of a given length: a colon, zeros and a width.
fn filler(length: usize) -> impl Iterator<Item = char> {
    (0..length).map(move |index| match index {
        0 => ':',
        index if index + 1 == length => '1',
        _ => '0',
    })
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn paths_are_cut_and_the_length_stays() {
        for (source, expected) in [
            (r#""a {b} {c:.2}""#, r#""a {b} {c:.2}""#),
            (r#""a {b.c} d""#, r#""a {b:1} d""#),
            (r#""{a.b.0:>9}{c}""#, r#""{a:000001}{c}""#),
            (r#""{{a.b}} {c.d}""#, r#""{{a.b}} {c:1}""#),
            (r#""\u{e9}\{a.b}\\{a.b}""#, r#""\u{e9}\{a.b}\\{a:1}""#),
            (r##"r#"\{a.b}"#"##, r##"r#"\{a:1}"#"##),
            (r#""\n{a.é}""#, r#""\n{a:01}""#),
        ] {
            assert_eq!(cut(source), expected);
            assert_eq!(expected.len(), source.len());
        }
    }
}
