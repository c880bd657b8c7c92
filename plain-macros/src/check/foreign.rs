//! Expressions that Rust accepts, but that are written as in another language or macro.

use plain_schema::{Property, StringRule, ValueType};
use proc_macro2::{Delimiter, TokenTree};
use quote::ToTokens;
use syn::{BinOp, Expr, ExprAwait, ExprCast, ExprMacro, ExprRange, ExprTry, Lit};

use super::enum_form::{enclosed_value, named_value};
use super::owner::PropertyOwner;
use super::text::report_built_text;
use crate::describe::{describe, example};
use crate::diagnostic::Diagnostics;
use crate::foreign;
use crate::keyword::is_null;
use crate::model::{CheckedValue, RawExpression, RawValue, conversion, single_name};

/// Form of a value of an enum.
const ENUM_VALUE: &str = "value";

/// Reports a value in another form. Its property is left to a placeholder.
pub(super) fn report_value(
    property: &Property,
    expression: &RawExpression,
    diagnostics: &mut Diagnostics,
) -> Option<CheckedValue> {
    if let (ValueType::String(_), RawExpression::Other(_) | RawExpression::Call(_)) =
        (property.value, expression)
    {
        let assignment = format!("{} = ", property.name);
        let expression = Expr::from(expression.clone());
        if report_built_text((property.name, &assignment), &expression, diagnostics) {
            return Some(CheckedValue::Placeholder);
        }
    }
    let (found, code) = value_form(property, expression)?;
    let message = match property.value {
        ValueType::Enumeration(_) if found == ENUM_VALUE => format!(
            "`{}` is not a value of `{}`",
            foreign::quote_tokens(expression),
            property.name
        ),
        _ => format!(
            "expected {} for `{}`, found {found}",
            describe(property),
            property.name
        ),
    };
    let help = if found.contains("()`") {
        format!("remove {found}: write `{} = {code}`", property.name)
    } else {
        format!("write `{} = {code}`", property.name)
    };
    diagnostics.error_spanned(expression, &message, &help);
    Some(CheckedValue::Placeholder)
}

/// Name of the form, and the value in ours.
fn value_form(property: &Property, raw: &RawExpression) -> Option<(&'static str, String)> {
    if let RawExpression::Text(text) = raw
        && !text.is_converted()
    {
        return None;
    }
    if is_own_form(property, raw) {
        return None;
    }
    let tokens = tokens_of(raw);
    if let RawExpression::Call(call) = raw {
        let name = call.name().map(ToString::to_string);
        let argument = call.arguments.first().map(foreign::quote_tokens);
        if let (Some("Some"), true, Some(argument)) =
            (name.as_deref(), property.is_required(), argument)
        {
            return Some(("`Some`", argument));
        }
    }
    let expression = Expr::from(raw.clone());
    match property.value {
        ValueType::String(rule) => {
            if let Some(code) = foreign::value_in_call(&tokens) {
                return Some((call_name(&tokens), code));
            }
            if rule == StringRule::DateTime {
                date_form(&tokens)
            } else {
                text_form(&expression)
            }
        }
        ValueType::Enumeration(enumeration) => named_value(enumeration, &tokens)
            .or_else(|| enclosed_value(enumeration.values, &expression))
            .map(|code| (ENUM_VALUE, code.to_owned())),
        ValueType::Boolean => match single_name(&expression)?.to_string().as_str() {
            "True" | "TRUE" => Some(("a name", "true".to_owned())),
            "False" | "FALSE" => Some(("a name", "false".to_owned())),
            _ => None,
        },
        _ => None,
    }
    .or_else(|| any_form(property, &expression))
}

/// Whether a value is the name of a value of the property's enum, `kind(..)` of its identifier, or for a
/// text, a variable. Most values are, and to look at their tokens takes longer.
fn is_own_form(property: &Property, raw: &RawExpression) -> bool {
    match (property.value, raw) {
        (ValueType::Enumeration(enumeration), raw) => raw
            .name()
            .is_some_and(|name| enumeration.value(&name.to_string()).is_some()),
        (ValueType::Identifier(identifier), RawExpression::Call(call)) => call
            .name()
            .is_some_and(|name| identifier.kind(&name.to_string()).is_some()),
        (ValueType::String(rule), raw) => {
            rule != StringRule::DateTime && raw.name().is_some_and(|name| !is_null(name))
        }
        _ => false,
    }
}

fn call_name(tokens: &[TokenTree]) -> &'static str {
    if foreign::is_component_call(tokens) {
        "a component"
    } else {
        "an identifier"
    }
}

/// A conversion or a `null`, in the value of any property.
fn any_form(property: &Property, expression: &Expr) -> Option<(&'static str, String)> {
    match expression {
        Expr::MethodCall(call) if call.args.is_empty() => {
            let receiver = || foreign::quote_tokens(&call.receiver);
            match call.method.to_string().as_str() {
                "into" if !is_value_of_language(property, &call.receiver) => {
                    Some(("`.into()`", receiver()))
                }
                _ => None,
            }
        }
        Expr::Range(ExprRange {
            start: None,
            end: Some(_),
            ..
        }) if property.list_content().is_none() => Some(("a spread", example_value(property))),
        Expr::Call(call) if call.args.len() == 1 => {
            let function = foreign::quote_tokens(&call.func);
            let argument = call.args.first().map(foreign::quote_tokens)?;
            (function == "Into::into").then_some(("a conversion", argument))
        }
        expression if single_name(expression).is_some_and(is_null) => {
            let code = if property.is_required() {
                example_value(property)
            } else {
                "None".to_owned()
            };
            Some(("a name for nothing", code))
        }
        _ => None,
    }
}

fn example_value(property: &Property) -> String {
    let example = example(property);
    let value = example.trim_matches('`').split_once(" = ");
    value.map_or_else(String::new, |(_, value)| value.to_owned())
}

/// Whether an expression is a value that a conversion leaves as it is.
fn is_value_of_language(property: &Property, expression: &Expr) -> bool {
    match property.value {
        ValueType::Enumeration(enumeration) => {
            let name = single_name(expression).map(ToString::to_string);
            is_literal_or_block(expression)
                || name.is_some_and(|name| enumeration.value(&name).is_some())
        }
        _ => is_literal_or_block(expression),
    }
}

/// Whether methods are called on a literal or on a block, whose value is checked elsewhere.
fn is_literal_or_block(expression: &Expr) -> bool {
    match expression {
        Expr::MethodCall(call) => is_literal_or_block(&call.receiver),
        Expr::Paren(paren) => is_literal_or_block(&paren.expr),
        Expr::Reference(reference) => is_literal_or_block(&reference.expr),
        Expr::Lit(_)
        | Expr::Const(_)
        | Expr::Unsafe(_)
        | Expr::Block(_)
        | Expr::If(_)
        | Expr::Match(_) => true,
        Expr::Call(_) => conversion::argument(expression).is_some_and(is_literal_or_block),
        _ => false,
    }
}

fn text_form(expression: &Expr) -> Option<(&'static str, String)> {
    match expression {
        Expr::Lit(literal) => match &literal.lit {
            Lit::ByteStr(bytes) => {
                let text = String::from_utf8(bytes.value()).ok()?;
                Some(("a byte string", format!("{text:?}")))
            }
            Lit::CStr(text) => {
                let text = text.value().into_string().ok()?;
                Some(("a C string", format!("{text:?}")))
            }
            _ => None,
        },
        Expr::Try(ExprTry { expr: base, .. }) | Expr::Await(ExprAwait { base, .. }) => {
            foreign::string_literal(base)?;
            Some(("an operator after it", foreign::quote_tokens(base)))
        }
        Expr::Cast(ExprCast { expr, ty, .. }) => {
            let is_text = ["String", "Text", "Markdown", "string"];
            let ty = foreign::quote_tokens(ty);
            let is_text = is_text.contains(&ty.as_str());
            is_text.then(|| ("a cast", foreign::quote_tokens(expr)))
        }
        Expr::Macro(ExprMacro { mac, .. }) => {
            let name = mac.path.get_ident()?.to_string();
            let prints = ["print", "println", "eprint", "eprintln"];
            let tokens: Vec<TokenTree> = mac.tokens.clone().into_iter().collect();
            let [text] = tokens.as_slice() else {
                return None;
            };
            let is_print = prints.contains(&name.as_str());
            is_print.then(|| ("a macro that prints", text.to_string()))
        }
        Expr::Binary(binary) => match binary.op {
            BinOp::Or(_) => {
                foreign::string_literal(&binary.right)?;
                let code = format!(
                    "{}.unwrap_or({})",
                    foreign::quote_tokens(&binary.left),
                    foreign::quote_tokens(&binary.right)
                );
                Some(("`||`", code))
            }
            BinOp::Mul(_) => {
                foreign::string_literal(&binary.left)?;
                let code = format!(
                    "{}.repeat({})",
                    foreign::quote_tokens(&binary.left),
                    foreign::quote_tokens(&binary.right)
                );
                Some(("`*`", code))
            }
            _ => None,
        },
        _ => None,
    }
}

fn date_form(tokens: &[TokenTree]) -> Option<(&'static str, String)> {
    if let Some(date) = foreign::unquoted_date(tokens) {
        return Some(("a date without quotes", date));
    }
    let is_date = matches!(tokens.first(), Some(TokenTree::Ident(name)) if name == "Date");
    is_date.then(|| ("a date of JavaScript", "SystemTime::now()".to_owned()))
}

/// Code of the list that a single value was probably meant to be.
pub(super) fn list_code(value: &RawExpression) -> Option<String> {
    let tokens = tokens_of(value);
    let code = |items: &[TokenTree]| foreign::component_list(items);
    let inner = match tokens.as_slice() {
        [.., TokenTree::Group(group)] if group.delimiter() != Delimiter::None => {
            code(&group.stream().into_iter().collect::<Vec<_>>())
        }
        _ => None,
    };
    let expression = Expr::from(value.clone());
    Some(match &expression {
        Expr::Lit(_) => format!("[text({})]", foreign::quote_tokens(&expression)),
        Expr::MethodCall(call) if call.method == "into" || call.method == "to_vec" => {
            foreign::quote_tokens(&call.receiver)
        }
        Expr::If(_) | Expr::Match(_) => "[if condition { text(\"..\") }]".to_owned(),
        Expr::Range(_) => format!("[{}]", foreign::quote_tokens(&expression)),
        Expr::Path(_) | Expr::Field(_) => format!("[..{}]", foreign::quote_tokens(&expression)),
        Expr::Call(_) | Expr::MethodCall(_) => match code(&tokens) {
            Some(code) => format!("[{code}]"),
            None => format!("[..{}]", foreign::quote_tokens(&expression)),
        },
        _ => format!("[{}]", inner?),
    })
}

/// A property whose name begins an argument, but not as `name = value`.
pub(super) struct Misnamed {
    pub(super) property: &'static Property,
    /// `name = value`
    pub(super) code: String,
    pub(super) is_shorthand: bool,
}

/// Recognises `name(value)`, `name[value]`, `name![value]`, `name == value` and `name` alone.
pub(super) fn misnamed(owner: &dyn PropertyOwner, value: &RawValue) -> Option<Misnamed> {
    let RawValue::Expression(expression) = value else {
        return None;
    };
    let tokens = tokens_of(expression);
    let [TokenTree::Ident(name), rest @ ..] = tokens.as_slice() else {
        return None;
    };
    let name = name.to_string();
    let property = owner
        .properties()
        .iter()
        .find(|property| property.name == name)?;
    let quote = |tokens: &[TokenTree]| foreign::quote_source(tokens);
    let value = match rest {
        [] => name,
        [TokenTree::Group(group)] => {
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            match (group.delimiter(), property.value) {
                (Delimiter::Parenthesis, _) => quote(&inner),
                (_, ValueType::List(..)) => format!("[{}]", quote(&inner)),
                _ => return None,
            }
        }
        [TokenTree::Punct(bang), group @ TokenTree::Group(_)] if bang.as_char() == '!' => {
            quote(std::slice::from_ref(group))
        }
        [
            TokenTree::Punct(first),
            TokenTree::Punct(second),
            value @ ..,
        ] if first.as_char() == '=' && second.as_char() == '=' => quote(value),
        _ => return None,
    };
    Some(Misnamed {
        property,
        code: format!("{} = {value}", property.name),
        is_shorthand: rest.is_empty(),
    })
}

/// Name of the enum property, or of the identifier, that a value without a name is for.
pub(super) fn property_of_value(owner: &dyn PropertyOwner, value: &RawValue) -> Option<Misnamed> {
    let RawValue::Expression(expression) = value else {
        return None;
    };
    let tokens = tokens_of(expression);
    owner.properties().iter().find_map(|property| {
        let value = match property.value {
            ValueType::Enumeration(enumeration) => {
                foreign::enum_name(enumeration, &tokens)?.to_owned()
            }
            ValueType::Identifier(identifier) => match tokens.as_slice() {
                [TokenTree::Ident(kind), TokenTree::Group(_)] => {
                    identifier.kind(&kind.to_string())?;
                    foreign::quote_source(&tokens)
                }
                _ => return None,
            },
            _ => return None,
        };
        Some(Misnamed {
            property,
            code: format!("{} = {value}", property.name),
            is_shorthand: false,
        })
    })
}

fn tokens_of(tokens: impl ToTokens) -> Vec<TokenTree> {
    let tokens: Vec<TokenTree> = tokens.to_token_stream().into_iter().collect();
    match tokens.as_slice() {
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::None => {
            tokens_of(group.stream())
        }
        _ => tokens,
    }
}
