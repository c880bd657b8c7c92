//! Identifiers, which are given as one of several kinds.

use plain_schema::{IDENTIFIERS, Identifier, IdentifierKind, Property};
use proc_macro2::{Ident, TokenTree};
use quote::ToTokens;
use syn::Expr;

use super::mismatch;
use super::text::check_text;
use super::unexpanded::report_unexpanded;
use crate::describe::{describe_expression, example};
use crate::diagnostic::{Diagnostics, one_of};
use crate::foreign::{identifier_code, is_component_call};
use crate::model::{CheckedText, CheckedValue, FunctionCall, RawExpression, single_name};
use crate::suggest::nearest_spelling;

/// Checks the value of an identifier: `kind(text)`, or an expression of the identifier's type.
pub(super) fn check_identifier(
    property: &'static Property,
    identifier: &'static Identifier,
    expression: RawExpression,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    if let Some(code) = code_of(identifier, &expression) {
        diagnostics.error_spanned(
            &expression,
            &format!(
                "expected {} for `{}`, found {}",
                one_of(kind_names(identifier)),
                property.name,
                describe_expression(&expression.clone().into())
            ),
            &format!("write `{} = {code}`", property.name),
        );
        return CheckedValue::Placeholder;
    }
    match expression {
        RawExpression::Text(text) => {
            mismatch::literal(property, &text.literal.into_lit(), diagnostics)
        }
        RawExpression::Call(call) => self::call(property, identifier, call, diagnostics),
        RawExpression::Other(Expr::Lit(literal)) => {
            mismatch::literal(property, &literal.lit, diagnostics)
        }
        RawExpression::Other(expression)
            if matches!(expression, Expr::Tuple(_) | Expr::Struct(_))
                || has_several_kinds(identifier, &expression) =>
        {
            diagnostics.error_spanned(
                &expression,
                &format!(
                    "`{}` takes exactly one of {}",
                    property.name,
                    one_of(kind_names(identifier))
                ),
                &format!("write {}", example(property)),
            );
            CheckedValue::Placeholder
        }
        RawExpression::Branches(branches) => CheckedValue::Expression(branches.into_source()),
        RawExpression::Other(expression) => match single_name(&expression) {
            Some(name) if identifier.kind(&name.to_string()).is_some() => {
                diagnostics.error(
                    name.span(),
                    &format!("expected a text in parentheses after `{name}`"),
                    &format!("write {}", example(property)),
                );
                CheckedValue::Placeholder
            }
            _ => computed(expression, diagnostics),
        },
    }
}

/// `external_id(a) | email_address(b)`
fn has_several_kinds(identifier: &Identifier, expression: &Expr) -> bool {
    let is_kind = |operand: &Expr| match operand {
        Expr::Call(call) => {
            single_name(&call.func).is_some_and(|name| identifier.kind(&name.to_string()).is_some())
        }
        _ => false,
    };
    match expression {
        Expr::Binary(binary) => is_kind(&binary.left) || is_kind(&binary.right),
        _ => false,
    }
}

fn computed(expression: Expr, diagnostics: &mut Diagnostics) -> CheckedValue {
    if report_unexpanded(&expression, diagnostics) {
        CheckedValue::Placeholder
    } else {
        CheckedValue::Expression(expression)
    }
}

/// Code of an identifier in another form than `kind(text)`.
fn code_of(identifier: &'static Identifier, expression: &RawExpression) -> Option<String> {
    if let RawExpression::Call(call) = expression
        && call
            .name()
            .is_some_and(|name| identifier.kind(&name.to_string()).is_some())
    {
        return None;
    }
    let tokens: Vec<TokenTree> = expression.to_token_stream().into_iter().collect();
    match expression {
        RawExpression::Text(_)
        | RawExpression::Other(
            Expr::Assign(_)
            | Expr::Index(_)
            | Expr::Macro(_)
            | Expr::Struct(_)
            | Expr::MethodCall(_)
            | Expr::Block(_),
        ) => identifier_code(identifier, &tokens),
        // A variant of the identifier's type holds a `String`.
        RawExpression::Call(call)
            if call.name().is_none()
                && matches!(call.arguments.first(), Some(RawExpression::Text(text)) if !text.is_converted())
                && is_variant(call) =>
        {
            identifier_code(identifier, &tokens)
        }
        RawExpression::Call(call) if is_component_call(&tokens) => {
            let kind = identifier.kinds.first()?;
            call.name()?;
            Some(format!("{}(\"..\")", kind.name))
        }
        _ => None,
    }
}

/// Whether a function is a variant of an enum: `CustomerIdentifier::ExternalId`.
fn is_variant(call: &FunctionCall) -> bool {
    let tokens = call.to_token_stream().into_iter();
    let names = tokens.filter(|token| matches!(token, TokenTree::Ident(_)));
    let last = names.last().map(|name| name.to_string());
    last.is_some_and(|name| name.starts_with(char::is_uppercase))
}

/// Checks `kind(text)`, or the call of a function that returns the identifier.
fn call(
    property: &'static Property,
    identifier: &'static Identifier,
    mut call: FunctionCall,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    let Some(name) = call.name().cloned() else {
        return computed(call.into(), diagnostics);
    };
    let written = name.to_string();
    let known = identifier.kind(&written);
    let suggested = match known {
        Some(_) => None,
        None => suggested_kind(&written, identifier),
    };
    // Any other function may return the identifier.
    let is_kind = known.is_some() || suggested.is_some() || is_kind_of_another(&written);
    if !is_kind {
        return CheckedValue::Expression(call.into());
    }
    if known.is_none() {
        report_unknown_kind(property, identifier, &name, suggested, diagnostics);
    }
    let Some(kind) = known.or(suggested) else {
        return CheckedValue::Placeholder;
    };
    let open = call.open();
    let text = match call.arguments.pop() {
        Some(argument) if call.arguments.is_empty() => {
            check_text(kind.name, kind.rule, argument, diagnostics)
        }
        _ => {
            diagnostics.error_spanned(
                &call,
                &format!("`{written}` takes exactly one text"),
                &format!("write {}", example(property)),
            );
            CheckedText::Placeholder
        }
    };
    CheckedValue::Identifier {
        identifier,
        kind,
        name,
        open,
        text: Box::new(text),
    }
}

fn report_unknown_kind(
    property: &Property,
    identifier: &'static Identifier,
    name: &Ident,
    suggested: Option<&IdentifierKind>,
    diagnostics: &mut Diagnostics,
) {
    let kinds = one_of(kind_names(identifier));
    let help = match suggested {
        Some(kind) => format!("did you mean `{}`? expected {kinds}", kind.name),
        None => format!("expected {kinds}"),
    };
    let message = format!("`{name}` is not a kind of `{}`", property.name);
    diagnostics.error(name.span(), &message, &help);
}

fn kind_names(identifier: &'static Identifier) -> impl Iterator<Item = &'static str> {
    identifier.kinds.iter().map(|kind| kind.name)
}

/// Whether a name is a kind of any identifier, such as `customer_id` in a `user_identifier`.
fn is_kind_of_another(name: &str) -> bool {
    IDENTIFIERS
        .iter()
        .any(|identifier| identifier.kind(name).is_some())
}

/// The kind with the most similar name.
fn suggested_kind(name: &str, identifier: &'static Identifier) -> Option<&'static IdentifierKind> {
    let kind = match name {
        "email" | "mail" => Some("email_address"),
        // Only similar spellings, since a function may share a word with a kind.
        _ => nearest_spelling(name, kind_names(identifier)),
    };
    identifier.kind(kind?)
}
