//! Texts: literals, literals with captures, and expressions.

use plain_schema::{StringRule, Violation};
use syn::{Expr, ExprUnary, UnOp};

use super::branches::{CheckedBranches, check_branches, with_type_of_into};
use super::email_address::check_email_address;
use super::unexpanded::report_unexpanded;
use crate::describe::describe_literal;
use crate::diagnostic::Diagnostics;
use crate::foreign::text_code;
use crate::literal::TextLiteral;
use crate::markdown;
use crate::model::{CheckedText, Constant, RawExpression, RawText};
use crate::template::{Piece, Template};

/// Checks the text of the property `name`.
pub(super) fn check_text(
    name: &str,
    rule: StringRule,
    expression: RawExpression,
    diagnostics: &mut Diagnostics,
) -> CheckedText {
    match expression {
        RawExpression::Text(text) => literal(name, rule, text, diagnostics),
        RawExpression::Other(expression) if report_number(name, rule, &expression, diagnostics) => {
            CheckedText::Placeholder
        }
        RawExpression::Other(expression)
            if report_built_text((name, ""), &expression, diagnostics) =>
        {
            CheckedText::Placeholder
        }
        RawExpression::Branches(raw) => {
            let check = |expression, diagnostics: &mut Diagnostics| {
                check_text(name, rule, with_type_of_into(expression), diagnostics)
            };
            let is_plain = |text: &CheckedText| matches!(text, CheckedText::Expression(_));
            match check_branches(name, true, *raw, diagnostics, &check, is_plain) {
                CheckedBranches::Branches(branches) => CheckedText::Branches(branches),
                CheckedBranches::Expression(source) => CheckedText::Expression(source),
                CheckedBranches::Invalid => CheckedText::Placeholder,
            }
        }
        expression => {
            let expression = Expr::from(expression);
            if matches!(expression, Expr::Call(_))
                && report_built_text((name, ""), &expression, diagnostics)
            {
                return CheckedText::Placeholder;
            }
            computed(name, rule, expression, diagnostics)
        }
    }
}

/// Reports a text that is built as in another language. Returns whether it is. `assignment` is the code
/// before the literal in the help.
pub(super) fn report_built_text(
    (name, assignment): (&str, &str),
    expression: &Expr,
    diagnostics: &mut Diagnostics,
) -> bool {
    let Some(code) = text_code(expression) else {
        return false;
    };
    diagnostics.error_spanned(
        expression,
        &format!("expected text for `{name}`, found {}", code.found),
        &code.help(&format!("{assignment}{}", code.literal)),
    );
    true
}

/// An expression without branches that are values of their own.
fn computed(
    name: &str,
    rule: StringRule,
    expression: Expr,
    diagnostics: &mut Diagnostics,
) -> CheckedText {
    if report_unexpanded(&expression, diagnostics) {
        CheckedText::Placeholder
    } else if is_constant(&expression) {
        CheckedText::Constant(Constant {
            expression,
            rule,
            name: name.to_owned(),
        })
    } else {
        CheckedText::Expression(expression)
    }
}

fn literal(
    name: &str,
    rule: StringRule,
    text: RawText,
    diagnostics: &mut Diagnostics,
) -> CheckedText {
    let RawText {
        literal, template, ..
    } = text;
    let template = match template {
        Ok(template) => template,
        Err(error) => {
            diagnostics.error(literal.span(), &error.message, &error.help);
            return CheckedText::Invalid(literal);
        }
    };
    if let StringRule::Markdown { .. } = rule
        && !check_definitions(name, &literal, &template, diagnostics)
    {
        return CheckedText::Invalid(literal);
    }
    if rule == StringRule::Url && !check_start_of_url(name, &literal, &template, diagnostics) {
        return CheckedText::Invalid(literal);
    }
    if let [Piece::Text(text)] = template.pieces.as_slice() {
        let literal = if text.contains('{') || text.contains('}') {
            // They are doubled in the source.
            TextLiteral::new(text, literal.span())
        } else {
            literal
        };
        match check_literal(rule, name, (&literal, text), diagnostics) {
            Some(()) => CheckedText::Literal(literal),
            None => CheckedText::Invalid(literal),
        }
    } else if let Err(violation) = check_template(rule, &template) {
        report(violation, name, &literal, diagnostics);
        CheckedText::Invalid(literal)
    } else {
        CheckedText::Template(template)
    }
}

/// Reports a number, a boolean or another literal that is not a string, if the rule requires a format
/// that it cannot have. Returns whether it did.
fn report_number(
    name: &str,
    rule: StringRule,
    expression: &Expr,
    diagnostics: &mut Diagnostics,
) -> bool {
    let literal = match expression {
        Expr::Unary(ExprUnary {
            op: UnOp::Neg(_),
            expr,
            ..
        }) => expr,
        expression => expression,
    };
    let (Expr::Lit(literal), Some(expected)) = (literal, rule.format()) else {
        return false;
    };
    let found = describe_literal(&literal.lit);
    let help = match (rule, rule.check("")) {
        (StringRule::Id { prefix }, _) => format!("write an ID such as `\"{prefix}1\"`"),
        (_, Err(violation)) => violation.help().to_owned(),
        (_, Ok(())) => format!("write {expected}"),
    };
    let message = format!("expected {expected} for `{name}`, found {found}");
    diagnostics.error_spanned(expression, &message, &help);
    true
}

/// Whether an expression is `const { .. }` or a path in `SCREAMING_CASE`. A single letter is probably
/// a generic parameter, which a `const` item cannot use.
pub(super) fn is_constant(expression: &Expr) -> bool {
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

/// Checks a literal, of that text, against a rule, and reports a violation.
pub(super) fn check_literal(
    rule: StringRule,
    name: &str,
    (literal, text): (&TextLiteral, &str),
    diagnostics: &mut Diagnostics,
) -> Option<()> {
    rule.check_literal(text)
        .map_err(|violation| report(violation, name, literal, diagnostics))
        .ok()
}

/// Rejects a link reference definition that is not used, and so renders nothing.
fn check_definitions(
    name: &str,
    literal: &TextLiteral,
    template: &Template,
    diagnostics: &mut Diagnostics,
) -> bool {
    let Some(escaped) = markdown::with_unused_definition_escaped(&template.pieces) else {
        return true;
    };
    diagnostics.error(
        literal.span(),
        &format!(
            "`{name}` contains a link reference definition that no link uses, so it renders nothing"
        ),
        &format!("to show it as text, escape it: write `{escaped:?}`"),
    );
    false
}

/// Rejects adjacent captures at the start of a URL. Only the first of them is part of the host, so the
/// `/` of a path in the second one would be encoded.
fn check_start_of_url(
    name: &str,
    literal: &TextLiteral,
    template: &Template,
    diagnostics: &mut Diagnostics,
) -> bool {
    let [Piece::Capture(base), Piece::Capture(path), ..] = template.pieces.as_slice() else {
        return true;
    };
    diagnostics.error(
        literal.span(),
        &format!("`{name}` starts with adjacent captures, so it is unknown where its host ends"),
        &format!(
            "put the `/` into the literal, as in `\"{base}/{path}\"`, or pass the whole URL as an expression, `format!({:?})`",
            literal.value()
        ),
    );
    false
}

/// Checks a template against a rule, as far as its text decides before the captures are known.
fn check_template(rule: StringRule, template: &Template) -> Result<(), Violation> {
    match rule {
        // Captures can only make a text longer, so every other violation may disappear.
        StringRule::Markdown { .. }
        | StringRule::PlainText { .. }
        | StringRule::Label { .. }
        | StringRule::Length { .. }
        | StringRule::NotBlank
        | StringRule::Title { .. }
        | StringRule::Any => match rule.check(&template.with_captures_as("")) {
            Err(violation @ (Violation::TooLong { .. } | Violation::Nul)) => Err(violation),
            // A comment hides its captures as well.
            _ => rule.check_rendering(&template.with_captures_as("x")),
        },
        // A digit is valid wherever a capture is: in a host, a port, a path and an ID.
        StringRule::Url | StringRule::Id { .. } if !template.opens_with_capture() => {
            rule.check_at_compile_time(&template.with_captures_as("1"))
        }
        StringRule::ExternalId
        | StringRule::ShortExternalId { .. }
        | StringRule::FieldKey
        | StringRule::Id { .. } => rule.check(&template.with_captures_as("1")),
        StringRule::EmailAddress => check_email_address(template),
        StringRule::Url | StringRule::DateTime | StringRule::CardKey { .. } => Ok(()),
    }
}

fn report(violation: Violation, name: &str, literal: &TextLiteral, diagnostics: &mut Diagnostics) {
    diagnostics.error(
        literal.span(),
        &format!("`{name}` is {}", violation.message().as_str()),
        violation.help_for(literal.value()).as_str(),
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
