//! Text: a literal, a literal with captures, or an expression.

use plain_schema::{StringRule, Violation};
use syn::{Expr, ExprLit, Lit, LitStr};

use crate::diagnostic::Diagnostics;
use crate::model::{CheckedText, Constant};
use crate::template::{Piece, Template};

/// Checks what is given as the text of `name`.
pub(super) fn check(
    name: &str,
    rule: StringRule,
    expression: Expr,
    diagnostics: &mut Diagnostics,
) -> CheckedText {
    let Expr::Lit(ExprLit {
        lit: Lit::Str(literal),
        ..
    }) = expression
    else {
        return if is_constant(&expression) {
            CheckedText::Constant(Constant {
                expression,
                rule,
                name: name.to_owned(),
            })
        } else {
            CheckedText::Expression(expression)
        };
    };
    let template = match Template::parse(&literal) {
        Ok(template) => template,
        Err(error) => {
            diagnostics.at(literal.span(), &error.message, &error.help);
            return CheckedText::Wrong(literal);
        }
    };
    match template.pieces.as_slice() {
        [Piece::Text(text)] => {
            let literal = if *text == literal.value() {
                literal
            } else {
                LitStr::new(text, literal.span())
            };
            match check_literal(rule, name, &literal, diagnostics) {
                Some(()) => CheckedText::Literal(literal),
                None => CheckedText::Wrong(literal),
            }
        }
        _ => {
            if let Err(violation) = check_template(rule, &template) {
                report(violation, name, &literal, diagnostics);
                return CheckedText::Wrong(literal);
            }
            CheckedText::Template(template)
        }
    }
}

/// `const { .. }`, or a path in `SCREAMING_CASE`. One letter is more likely a generic parameter,
/// which a constant of its own cannot name.
fn is_constant(expression: &Expr) -> bool {
    match expression {
        Expr::Const(_) => true,
        Expr::Path(path) if path.qself.is_none() => path.path.segments.last().is_some_and(|last| {
            let name = last.ident.to_string();
            let is_screaming = |character: char| {
                character.is_ascii_uppercase() || character.is_ascii_digit() || character == '_'
            };
            last.arguments.is_none()
                && name.len() > 1
                && name.starts_with(|first: char| first.is_ascii_uppercase())
                && name.chars().all(is_screaming)
        }),
        _ => false,
    }
}

/// Holds a literal against a rule.
pub(super) fn check_literal(
    rule: StringRule,
    name: &str,
    literal: &LitStr,
    diagnostics: &mut Diagnostics,
) -> Option<()> {
    rule.check_at_compile_time(&literal.value())
        .map_err(|violation| report(violation, name, literal, diagnostics))
        .ok()
}

/// Holds what a template says before its captures are known against a rule.
fn check_template(rule: StringRule, template: &Template) -> Result<(), Violation> {
    match rule {
        // The captures may bring everything but length.
        StringRule::Markdown { .. } | StringRule::PlainText { .. } | StringRule::Length { .. } => {
            match rule.check(&template.with_captures_as("")) {
                Err(violation @ Violation::TooLong { .. }) => Err(violation),
                _ => Ok(()),
            }
        }
        // A digit may stand wherever a capture may: in a host, a port, a path, an id.
        StringRule::Url | StringRule::Id { .. } if !template.opens_with_capture() => {
            rule.check_at_compile_time(&template.with_captures_as("1"))
        }
        _ => Ok(()),
    }
}

fn report(violation: Violation, name: &str, literal: &LitStr, diagnostics: &mut Diagnostics) {
    diagnostics.at(
        literal.span(),
        &format!("`{name}` is {}", violation.message().as_str()),
        violation.help(),
    );
}

#[cfg(test)]
mod tests {
    use super::is_constant;

    #[test]
    fn constants_are_blocks_and_paths_in_screaming_case() {
        for (source, expected) in [
            ("const { 1 }", true),
            ("TITLE", true),
            ("A1", true),
            ("A_B", true),
            ("words::TITLE", true),
            ("Self::TITLE", true),
            ("N", false),
            ("_A", false),
            ("Title", false),
            ("title", false),
            ("TITLE()", false),
            ("TITLE::<u8>", false),
            ("<A as B>::TITLE", false),
            ("&TITLE", false),
        ] {
            let expression = syn::parse_str(source).unwrap();
            assert_eq!(is_constant(&expression), expected, "{source}");
        }
    }
}
