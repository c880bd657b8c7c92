//! Statements in the blocks of a list.

use plain_schema::{Context, ListContent};
use proc_macro2::Ident;
use syn::{Expr, ExprAssign, ExprAwait, ExprBreak, ExprParen, ExprReturn, ExprTry};

use crate::model::{Statement, single_name};

/// Whether a statement is probably an item of a list, whose value would be lost.
pub(super) fn is_mistaken(content: ListContent, statement: &Statement) -> bool {
    let is_item = |name: &Ident| content.constructor(&name.to_string()).is_some();
    let Statement::Expression(expression) = statement else {
        return false;
    };
    match expression {
        Expr::Assign(ExprAssign { left, .. }) => single_name(left).is_some_and(is_item),
        Expr::Return(ExprReturn { expr: value, .. })
        | Expr::Break(ExprBreak { expr: value, .. }) => {
            matches!(value.as_deref(), Some(Expr::Call(call)) if single_name(&call.func).is_some_and(is_item))
        }
        Expr::Macro(call) => call.mac.path.segments.last().is_some_and(|name| {
            is_item(&name.ident)
                || Context::FRAGMENTS
                    .iter()
                    .any(|list| name.ident == list.macro_name())
                || MACROS_WITH_VALUE.iter().any(|known| name.ident == known)
        }),
        _ => false,
    }
}

/// Macros that are never a statement, beside those of lists.
const MACROS_WITH_VALUE: [&str; 6] = ["concat", "env", "format", "include_str", "stringify", "vec"];

/// Whether an expression is the result of a call, which may be components.
pub(super) fn is_call(expression: &Expr) -> bool {
    match expression {
        Expr::Call(_) | Expr::MethodCall(_) => true,
        Expr::Await(ExprAwait { base, .. }) => is_call(base),
        Expr::Try(ExprTry { expr, .. }) | Expr::Paren(ExprParen { expr, .. }) => is_call(expr),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::{component_errors, component_help};

    #[test]
    fn blocks_and_arms_take_statements() {
        for items in [
            r#"for a in b { if a.c() { continue } text("{a}") }"#,
            r#"'d: for a in b { for c in a { if c { break 'd; } text("{c}") } }"#,
            r#"match a { 1 => return, 2 => return Ok(b), 3 => unreachable!(), _ => text("c") }"#,
            r#"match a { b => c += 1, d => c = e, f => continue 'g, _ => text("h") }"#,
            r#"{ let Some(a) = b else { return; }; text("{a}") }"#,
            r#"{ if a { b = 1 } *c += 1; text("d") }"#,
            r#"{ match a { _ => {} } (b, c) = (c, b); text("d") }"#,
            r#"{ return (a); text("b") }"#,
            r#"{ log::debug!("a"); std::panic!(); text("b") }"#,
            r#"{ a[0] |= b; c.d = text; text("e") }"#,
        ] {
            assert_eq!(component_errors(items), [""; 0], "{items}");
        }
    }

    #[test]
    fn component_as_a_statement_is_an_error() {
        for (item, error) in [
            (r#"text = "a""#, "expected a component, found an assignment"),
            (
                r#"return text("a")"#,
                "expected a component, found `return`",
            ),
            (r#"break badge("a")"#, "expected a component, found `break`"),
            (r#"text!("a")"#, "expected a component, found a macro call"),
            ("vec![a]", "expected a component, found an expression"),
            (
                "plain_runtime::components![divider()]",
                "expected a component, found an expression",
            ),
            ("a.b()", "expected a component, found an expression"),
            ("a(b)?", "expected a component, found an expression"),
            ("a(b)", "unknown component `a`"),
            ("a + b", "expected a component, found an expression"),
        ] {
            for list in [
                format!("if c {{ {item} }}"),
                format!("match c {{ _ => {item} }}"),
            ] {
                assert_eq!(component_errors(&list), [error], "{list}");
            }
        }
        for items in ["a += 1", "return", "continue", "unreachable!()"] {
            let errors = component_errors(items);
            assert_eq!(errors.len(), 1, "{items}: {errors:?}");
        }
    }

    #[test]
    fn call_as_a_statement_can_be_inserted_or_run() {
        for item in ["a.b(c)", "a::b(c)", "a(b)?", "a.b().await", "a.b()?.await?"] {
            assert_eq!(
                component_help(&format!("if c {{ {item}; }}")),
                [format!(
                    "to insert the components that a call returns, write `..{item}`; to run it, write `let _ = {item};`"
                )],
                "{item}"
            );
        }
        let help = component_help("if c { footer(d) }");
        let expected = "to insert the components that a function returns, write `..footer(..)`; to run it, write `let _ = footer(..);`;";
        assert!(help[0].starts_with(expected), "{help:?}");
    }
}
