//! Texts of `println!` and of `+`, as literals with captures.

use syn::{Expr, Lit};

use super::source::quote_tokens;

/// Writes a literal with `{}`, `{0}` or `{name}` for arguments as one that captures them.
/// Placeholders are filled in order, and arguments that no placeholder takes are added at the end.
/// An argument that cannot be captured is `value`.
pub(crate) fn with_arguments(
    text: &str,
    arguments: &[(Option<String>, &Expr)],
) -> (String, Option<String>) {
    let mut binding = None;
    let captures: Vec<FormatArgument> = arguments
        .iter()
        .map(|(_, value)| match (literal(value), capture(value)) {
            (Some(text), _) => FormatArgument::Literal(text),
            (None, Some(name)) => FormatArgument::Name(name),
            (None, None) => {
                binding.get_or_insert_with(|| quote_tokens(value));
                FormatArgument::Name("value".to_owned())
            }
        })
        .collect();
    let text = with_braces(text);
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
                written.push_str(&capture.code(&spec));
            }
            None => written.push_str(&rest[open..=open + length]),
        }
        rest = &rest[open + length + 1..];
    }
    written.push_str(rest);
    for (capture, used) in captures.iter().zip(used) {
        if !used {
            written.push_str(&capture.code(""));
        }
    }
    (format!("{written:?}"), binding)
}

/// One literal for texts and values that an operator of another language joins, and the first value that
/// cannot be captured. `None` unless one of them is a text.
pub(crate) fn joined(operands: &[Expr]) -> Option<(String, Option<String>)> {
    if operands.len() < 2
        || operands
            .iter()
            .all(|operand| string_literal(operand).is_none())
    {
        return None;
    }
    let mut joined = String::new();
    let mut binding = None;
    for operand in operands {
        match string_literal(operand) {
            Some(text) => joined.push_str(&text),
            None => {
                let (written, value) = with_arguments("", &[(None, operand)]);
                let written = syn::parse_str::<syn::LitStr>(&written).ok()?;
                joined.push_str(&written.value());
                binding = binding.or(value);
            }
        }
    }
    Some((format!("{joined:?}"), binding))
}

/// Code for an argument within a text.
enum FormatArgument {
    /// Text of a literal, which needs no braces.
    Literal(String),
    Name(String),
}

impl FormatArgument {
    fn code(&self, spec: &str) -> String {
        match self {
            Self::Literal(text) => text.replace('{', "{{").replace('}', "}}"),
            Self::Name(name) => format!("{{{name}{spec}}}"),
        }
    }
}

/// Text of a string literal, also in parentheses.
pub(crate) fn string_literal(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        Expr::Paren(paren) => string_literal(&paren.expr),
        _ => None,
    }
}

/// Text of a literal.
fn literal(value: &Expr) -> Option<String> {
    let Expr::Lit(literal) = value else {
        return None;
    };
    match &literal.lit {
        Lit::Str(text) => Some(text.value()),
        Lit::Int(number) => Some(number.base10_digits().to_owned()),
        Lit::Float(number) => Some(number.base10_digits().to_owned()),
        Lit::Bool(literal) => Some(literal.value.to_string()),
        Lit::Char(literal) => Some(literal.value().to_string()),
        _ => None,
    }
}

/// Number of places for values without names: `{}`, `{0}`, `{:?}`, `%s`.
pub(crate) fn placeholders(text: &str) -> usize {
    let text = with_braces(text);
    let is_unnamed = |inner: &&str| {
        let name = inner.split([':', '}']).next().unwrap_or_default().trim();
        inner.contains('}') && name.chars().all(|character| character.is_ascii_digit())
    };
    let text = text.replace("{{", "");
    text.split('{').skip(1).filter(is_unnamed).count()
}

/// The text with `{}` for the places of C's formats.
fn with_braces(text: &str) -> String {
    let text = text.to_owned();
    if text.contains('{') {
        return text;
    }
    let signs = ["%s", "%d", "%i", "%f", "%v", "%r"];
    signs
        .iter()
        .fold(text, |text, sign| text.replace(sign, "{}"))
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
