//! Texts that an operator or a function of another language builds: `"a" ++ b`, `"a" . b`, `"%s" % a`,
//! `"{}".format(a)`.

use proc_macro2::TokenTree;
use quote::ToTokens;
use syn::{BinOp, Expr, ExprAssign, Member};

use super::ForeignForm;
use super::template::{joined, placeholders, string_literal, with_arguments};
use super::tokens::{is_operator, is_sign, stream_of, string_of};
use crate::model::single_name;

/// A literal in place of an expression of another language.
pub(crate) struct TextCode {
    /// Operator or function.
    pub(crate) found: String,
    pub(crate) literal: String,
    /// Value that the literal captures by the name `value`.
    pub(crate) binding: Option<String>,
}

impl TextCode {
    /// Help to write `code` with the literal in it.
    pub(crate) fn help(&self, code: &str) -> String {
        match &self.binding {
            Some(value) => format!("write `let value = {value};` before, and `{code}`"),
            None => format!("write `{code}`"),
        }
    }
}

/// Value for a text, and the name that it is given.
type NamedValue<'a> = (Option<String>, &'a Expr);

/// Operators that join texts, the longer ones first.
const OPERATORS: [&str; 12] = [
    "...", "++", "<>", "..", "||", "&&", "<<", "+", "~", "&", "|", "^",
];

/// Recognises texts and values that an operator joins, in tokens that are not an expression.
pub(super) fn joined_text(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let code = joined_tokens(tokens)?;
    let help = code.help(&code.literal);
    Some(ForeignForm::new(
        format!("expected a value, found {}", code.found),
        help,
    ))
}

/// [`joined_text`] in the place of a component.
pub(crate) fn joined_component(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let code = joined_tokens(tokens)?;
    let help = code.help(&format!("text({})", code.literal));
    Some(ForeignForm::new(
        format!("expected a component, found {}", code.found),
        help,
    ))
}

fn joined_tokens(tokens: &[TokenTree]) -> Option<TextCode> {
    let is_text = |token: Option<&TokenTree>| token.is_some_and(|token| string_of(token).is_some());
    let mut operands: Vec<Expr> = Vec::new();
    let mut found = None;
    let mut start = 0;
    let mut index = 1;
    while index + 1 < tokens.len() {
        let operator = OPERATORS
            .iter()
            .find(|operator| is_operator(tokens, index, operator))
            .copied();
        // `"a" . b`
        let is_dot = is_sign(&tokens[index], '.')
            && (is_text(tokens.get(index - 1)) || is_text(tokens.get(index + 1)));
        let Some(operator) = operator.or(is_dot.then_some(".")) else {
            index += 1;
            continue;
        };
        operands.push(syn::parse2(stream_of(tokens.get(start..index)?)).ok()?);
        found.get_or_insert(operator);
        start = index + operator.len();
        index = start + 1;
    }
    operands.push(syn::parse2(stream_of(tokens.get(start..)?)).ok()?);
    let (literal, binding) = joined(&operands)?;
    Some(TextCode {
        found: format!("`{}`", found?),
        literal,
        binding,
    })
}

/// The text that an expression builds in another language.
pub(crate) fn text_code(expression: &Expr) -> Option<TextCode> {
    let code = |found: &str, (literal, binding): (String, Option<String>)| TextCode {
        found: found.to_owned(),
        literal,
        binding,
    };
    match expression {
        Expr::Binary(binary) => {
            let found = operator(&binary.op)?;
            if let BinOp::Rem(_) = binary.op
                && let Some(text) = string_literal(&binary.left)
            {
                let values = arguments(elements(&binary.right));
                return Some(code(found, with_arguments(&text, &values)));
            }
            let mut operands = Vec::new();
            collect(expression, &mut operands);
            // A text may be added to another `String`.
            if matches!(binary.op, BinOp::Add(_)) && string_literal(operands.first()?).is_none() {
                return None;
            }
            Some(code(found, joined(&operands)?))
        }
        Expr::Range(range) => {
            let operands = [
                (**range.start.as_ref()?).clone(),
                (**range.end.as_ref()?).clone(),
            ];
            Some(code("`..`", joined(&operands)?))
        }
        Expr::Field(field) => {
            string_literal(&field.base)?;
            let Member::Named(name) = &field.member else {
                return None;
            };
            let name = syn::parse2(name.to_token_stream()).ok()?;
            Some(code("`.`", joined(&[(*field.base).clone(), name])?))
        }
        Expr::MethodCall(call) if is_formatting(&call.method.to_string()) => {
            let (text, values) = match string_literal(&call.receiver) {
                Some(text) => (text, arguments(&call.args)),
                None => formatted(call.args.iter())?,
            };
            let found = format!("`.{}(..)`", call.method);
            Some(code(&found, with_arguments(&text, &values)))
        }
        Expr::Call(call) => {
            let name = single_name(&call.func)?.to_string();
            let is_known = name != "format" && is_formatting(&name);
            let (text, values) = is_known.then(|| formatted(call.args.iter()))??;
            let found = format!("`{name}(..)`");
            Some(code(&found, with_arguments(&text, &values)))
        }
        _ => None,
    }
}

/// Whether a function formats values, in any case.
fn is_formatting(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["format", "sprintf", "printf", "vsprintf", "formatted"].contains(&name.as_str())
}

/// Text and values of a function. A text without places for values is complete.
fn formatted<'a>(
    mut arguments_of_call: impl Iterator<Item = &'a Expr>,
) -> Option<(String, Vec<NamedValue<'a>>)> {
    let text = string_literal(arguments_of_call.next()?)?;
    let values = arguments(arguments_of_call);
    (!values.is_empty() && placeholders(&text) > 0).then_some((text, values))
}

fn elements(values: &Expr) -> Vec<&Expr> {
    match values {
        Expr::Tuple(tuple) => tuple.elems.iter().collect(),
        Expr::Paren(paren) => vec![&*paren.expr],
        value => vec![value],
    }
}

/// Values with the names that they are given.
fn arguments<'a>(values: impl IntoIterator<Item = &'a Expr>) -> Vec<NamedValue<'a>> {
    let argument = |value: &'a Expr| match value {
        Expr::Assign(ExprAssign { left, right, .. }) => {
            (single_name(left).map(ToString::to_string), &**right)
        }
        _ => (None, value),
    };
    values.into_iter().map(argument).collect()
}

/// Operands of a chain of operators that join texts.
fn collect(expression: &Expr, operands: &mut Vec<Expr>) {
    match expression {
        Expr::Binary(binary) if operator(&binary.op).is_some() => {
            collect(&binary.left, operands);
            collect(&binary.right, operands);
        }
        other => operands.push(other.clone()),
    }
}

/// Operator that joins texts in another language, and that no text of Rust has with a text on its left.
fn operator(operator: &BinOp) -> Option<&'static str> {
    Some(match operator {
        BinOp::Add(_) => "`+`",
        BinOp::Rem(_) => "`%`",
        BinOp::BitAnd(_) => "`&`",
        BinOp::BitOr(_) => "`|`",
        BinOp::BitXor(_) => "`^`",
        BinOp::Shl(_) => "`<<`",
        _ => return None,
    })
}

/// Help for a text in the place of a component.
pub(crate) fn text_component(expression: &Expr) -> Option<String> {
    let code = text_code(expression)?;
    Some(code.help(&format!("text({})", code.literal)))
}
