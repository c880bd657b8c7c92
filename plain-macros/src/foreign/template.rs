//! Texts of `println!` and of `+`, as literals with captures.

use syn::Expr;

use super::source::quote_tokens;

/// Writes a literal with `{}`, `{0}` or `{name}` for arguments as one that captures them.
/// Placeholders are filled in order, and arguments that no placeholder takes are added at the end.
/// An argument that cannot be captured is `value`.
pub(crate) fn with_arguments(
    text: &str,
    arguments: &[(Option<String>, &Expr)],
) -> (String, Option<String>) {
    let mut binding = None;
    let captures: Vec<String> = arguments
        .iter()
        .map(|(_, value)| {
            capture(value).unwrap_or_else(|| {
                binding.get_or_insert_with(|| quote_tokens(value));
                "value".to_owned()
            })
        })
        .collect();
    let text = if text.contains('{') {
        text.to_owned()
    } else {
        ["%s", "%d", "%f", "%v"]
            .iter()
            .fold(text.to_owned(), |text, sign| text.replace(sign, "{}"))
    };
    let mut used = vec![false; arguments.len()];
    let mut next = 0;
    let mut written = String::new();
    let mut rest = text.as_str();
    while let Some(open) = rest.find('{') {
        let Some(length) = rest[open..].find('}') else {
            break;
        };
        written.push_str(&rest[..open]);
        let inner = &rest[open + 1..open + length];
        let (name, spec) = match inner.split_once(':') {
            Some((name, spec)) => (name.trim(), format!(":{spec}")),
            None => (inner.trim(), String::new()),
        };
        let index = if name.is_empty() {
            next += 1;
            Some(next - 1)
        } else {
            let named = |(key, _): &(Option<String>, &Expr)| key.as_deref() == Some(name);
            name.parse()
                .ok()
                .or_else(|| arguments.iter().position(named))
        };
        match index.and_then(|index| Some((index, captures.get(index)?))) {
            Some((index, capture)) => {
                used[index] = true;
                written.extend(["{", capture, &spec, "}"]);
            }
            None => written.push_str(&rest[open..=open + length]),
        }
        rest = &rest[open + length + 1..];
    }
    written.push_str(rest);
    for (capture, used) in captures.iter().zip(used) {
        if !used {
            written.extend(["{", capture, "}"]);
        }
    }
    (format!("{written:?}"), binding)
}

/// The argument within braces, if it is a variable or a path of fields.
fn capture(value: &Expr) -> Option<String> {
    match value {
        Expr::Reference(reference) => capture(&reference.expr),
        Expr::Paren(paren) => capture(&paren.expr),
        Expr::Path(path) => path.path.get_ident().map(ToString::to_string),
        Expr::Field(_) => {
            let source = quote_tokens(value);
            let is_path = |character: char| character.is_alphanumeric() || "_.".contains(character);
            source.chars().all(is_path).then_some(source)
        }
        _ => None,
    }
}
