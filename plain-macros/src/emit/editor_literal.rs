//! A template as `format!` takes it, for an editor: what it knows of a capture it tells from the place
//! in the literal, so the literal keeps its length.

use proc_macro2::Literal;
use quote::{ToTokens, quote};

use crate::template::Template;

/// The literal, with a path of fields cut to its variable, since `format!` knows no paths:
/// `{user.name}` is `{user:0001}`.
pub(super) fn of(template: &Template) -> impl ToTokens {
    let source = template.literal.token().to_string();
    match cut(&source).parse::<Literal>() {
        Ok(mut literal) => {
            literal.set_span(template.span());
            quote!(#literal)
        }
        Err(_) => {
            let literal = &template.literal;
            quote!(#literal)
        }
    }
}

fn cut(source: &str) -> String {
    let is_raw = source.starts_with('r');
    let mut cut = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(index) = rest.find(['{', '\\']) {
        let (before, from) = rest.split_at(index);
        cut.push_str(before);
        let skipped = if from.starts_with('\\') {
            match from {
                _ if is_raw => 1,
                _ if from.starts_with("\\u{") => from.find('}').map_or(from.len(), |end| end + 1),
                // The escaped character is no letter of more than one byte.
                _ => from.len().min(2),
            }
        } else if from.starts_with("{{") {
            2
        } else {
            let end = from.find('}').unwrap_or(from.len());
            let capture = &from[..end];
            let variable = capture.split('.').next().unwrap_or(capture);
            if variable.contains(':') {
                cut.push_str(capture);
            } else {
                cut.push_str(variable);
                cut.extend(filler(end - variable.len()));
            }
            rest = &from[end..];
            continue;
        };
        let Some((same, after)) = from.split_at_checked(skipped) else {
            break;
        };
        cut.push_str(same);
        rest = after;
    }
    cut.push_str(rest);
    cut
}

/// A format spec of so many characters: a colon, zeros and a width.
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
    fn a_path_is_cut_to_its_variable_and_every_place_stays() {
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
