//! Temporaries of a value, which are dropped before the next value is evaluated: two values may lock the
//! same mutex, and no guard is held while an event is sent.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Expr;

use super::emitter::variable;

/// Writes a converted expression, whose temporaries are dropped.
pub(super) fn dropped(expression: &Expr, converted: TokenStream) -> TokenStream {
    if may_exist(expression) {
        isolated(&converted)
    } else {
        converted
    }
}

/// Writes a value whose temporaries are dropped. In a block alone, they would be dropped after it, up to
/// the edition of 2021.
pub(super) fn isolated(value: &TokenStream) -> TokenStream {
    let name = variable("value");
    quote!({ let #name = #value; #name })
}

/// Whether an expression may have a temporary. Variables, fields and literals have none.
pub(super) fn may_exist(expression: &Expr) -> bool {
    match expression {
        Expr::Path(_) | Expr::Lit(_) | Expr::Const(_) | Expr::Return(_) => false,
        Expr::Field(field) => may_exist(&field.base),
        Expr::Group(group) => may_exist(&group.expr),
        Expr::Paren(paren) => may_exist(&paren.expr),
        Expr::Reference(reference) => may_exist(&reference.expr),
        Expr::Cast(cast) => may_exist(&cast.expr),
        Expr::Unary(unary) => may_exist(&unary.expr),
        Expr::Binary(binary) => may_exist(&binary.left) || may_exist(&binary.right),
        Expr::Index(index) => may_exist(&index.expr) || may_exist(&index.index),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::may_exist;

    #[test]
    fn variables_fields_and_literals_have_no_temporary() {
        for (source, expected) in [
            ("a", false),
            ("&a.b.0", false),
            ("*a as u8 + b[1]", false),
            ("\"a\"", false),
            ("a.b()", true),
            ("&a.b().c", true),
            ("a[b()] + 1", true),
            ("f(a)", true),
            ("m!(a)", true),
            ("a?", true),
            ("if a { b } else { c }", true),
        ] {
            let expression = syn::parse_str(source).unwrap();
            assert_eq!(may_exist(&expression), expected, "{source}");
        }
    }
}
