//! Expressions in the place of a value.

use plain_schema::Property;
use proc_macro2::Ident;
use syn::{Expr, ExprCall, ExprLit};

use super::describe::{example, noun};
use crate::diagnostic::Diagnostics;
use crate::model::CheckedValue;

/// Reports a literal of the wrong kind.
pub(super) fn wrong_literal(
    property: &'static Property,
    literal: &ExprLit,
    diagnostics: &mut Diagnostics,
) -> CheckedValue {
    diagnostics.over(
        literal,
        &format!("`{}` takes {}", property.name, noun(property)),
        &format!("write {}", example(property)),
    );
    CheckedValue::Slot
}

/// The expression inside the invisible group that surrounds what a `macro_rules!` captured.
pub(super) fn peel(expression: Expr) -> Expr {
    match expression {
        Expr::Group(group) => peel(*group.expr),
        expression => expression,
    }
}

/// A path of one name without generics.
pub(super) fn single_name(expression: &Expr) -> Option<&Ident> {
    match expression {
        Expr::Path(path) if path.qself.is_none() => path.path.get_ident(),
        _ => None,
    }
}

pub(super) fn is_none(expression: &Expr) -> bool {
    single_name(expression).is_some_and(|name| name == "None")
}

/// What is inside `Some(..)`, or the expression itself.
pub(super) fn without_some(expression: Expr) -> Expr {
    match expression {
        Expr::Call(ExprCall { func, mut args, .. })
            if args.len() == 1 && single_name(&func).is_some_and(|name| name == "Some") =>
        {
            args.pop().unwrap_or(*func)
        }
        expression => expression,
    }
}

#[cfg(test)]
mod tests {
    use quote::ToTokens;

    use super::{single_name, without_some};

    #[test]
    fn some_of_one_value_is_that_value() {
        for (source, expected) in [
            ("Some(a)", "a"),
            ("Some(\"a\")", "\"a\""),
            ("Some(a, b)", "Some (a , b)"),
            ("Some()", "Some ()"),
            ("f(a)", "f (a)"),
            ("a", "a"),
        ] {
            let expression = without_some(syn::parse_str(source).unwrap());
            assert_eq!(expression.to_token_stream().to_string(), expected);
        }
    }

    #[test]
    fn a_name_is_a_path_of_one() {
        for (source, expected) in [
            ("a", true),
            ("a::b", false),
            ("a::<b>", false),
            ("<a>::b", false),
            ("a()", false),
        ] {
            let expression = syn::parse_str(source).unwrap();
            assert_eq!(single_name(&expression).is_some(), expected, "{source}");
        }
    }
}
