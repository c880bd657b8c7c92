//! Values of enums in a path of another language, in another case, or in an expression around them.

use plain_schema::{EnumValue, Enumeration};
use proc_macro2::{Ident, TokenTree};
use syn::Expr;

use crate::foreign;
use crate::model::single_name;

/// Value of an enum in a path of another language, or in lower case.
pub(super) fn named_value(
    enumeration: &'static Enumeration,
    tokens: &[TokenTree],
) -> Option<&'static str> {
    let mut values = enumeration.values.iter();
    let mut value = |written: &TokenTree| {
        let written = written.to_string();
        let value = values.find(|value| value.name.eq_ignore_ascii_case(&written))?;
        Some(value.name)
    };
    match tokens {
        // A variable of one letter is likely.
        [only @ TokenTree::Ident(name)] => {
            let name = name.to_string();
            let is_lower = name.len() > 1 && name.chars().all(char::is_lowercase);
            is_lower.then(|| value(only)).flatten()
        }
        [TokenTree::Ident(_), TokenTree::Punct(dot), last] if dot.as_char() == '.' => {
            is_capitalised(&tokens[0]).then(|| value(last)).flatten()
        }
        [
            path @ TokenTree::Ident(_),
            TokenTree::Punct(_),
            TokenTree::Punct(colon),
            last,
        ] if colon.as_char() == ':' => {
            // The type itself may be imported.
            let path = path.to_string();
            let value = value(last)?;
            let is_other = if path == enumeration.name {
                last.to_string() != value
            } else {
                path.starts_with("Component") || enumeration.name.ends_with(path.as_str())
            };
            is_other.then_some(value)
        }
        _ => None,
    }
}

/// Value of an enum in an expression around it, which no value needs: `Red()`, `&Red`, `Red.clone()`,
/// `Red | Green`. Of several values, it is the first.
pub(super) fn enclosed_value(
    values: &'static [EnumValue],
    expression: &Expr,
) -> Option<&'static str> {
    let named = |name: &Ident| {
        let value = values.iter().find(|value| name == value.name)?;
        Some(value.name)
    };
    let inner = |expression: &Expr| match single_name(expression) {
        Some(name) => named(name),
        None => enclosed_value(values, expression),
    };
    match expression {
        Expr::Paren(it) => inner(&it.expr),
        Expr::Reference(it) => inner(&it.expr),
        Expr::Unary(it) => inner(&it.expr),
        Expr::Cast(it) => inner(&it.expr),
        Expr::Try(it) => inner(&it.expr),
        Expr::Index(it) => inner(&it.expr),
        Expr::Binary(it) => inner(&it.left).filter(|_| inner(&it.right).is_some()),
        Expr::Struct(it) => named(it.path.get_ident()?),
        Expr::Macro(it) => named(it.mac.path.get_ident()?),
        Expr::MethodCall(it) if it.args.is_empty() => inner(&it.receiver),
        Expr::Call(it) => match (it.args.first(), single_name(&it.func)) {
            (None | Some(Expr::Lit(_)), Some(name)) => named(name),
            (Some(argument), _) if it.args.len() == 1 && is_wrapper(&it.func) => inner(argument),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a function only wraps its argument.
fn is_wrapper(function: &Expr) -> bool {
    let name = foreign::quote_tokens(function);
    ["Some", "Ok", "Box::new", "Rc::new", "Arc::new", "Cell::new"].contains(&name.as_str())
}

fn is_capitalised(token: &TokenTree) -> bool {
    token.to_string().starts_with(char::is_uppercase)
}
