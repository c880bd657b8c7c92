//! Statements in a block of a list.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;
use syn::{BinOp, Expr, ExprBinary, Stmt};

use super::expression::Parser;
use crate::model::Statement;

/// Whether a word begins an expression that leaves a block.
pub(super) fn is_keyword(word: &Ident) -> bool {
    ["return", "break", "continue"].contains(&&*word.to_string())
}

/// Parses `let name = value`, which is allowed in a block.
pub(super) fn parse_let(tokens: &[TokenTree], parser: &mut Parser<'_>) -> Option<Statement> {
    let statement: TokenStream = tokens.iter().cloned().collect();
    match syn::parse2::<Stmt>(quote!(#statement;)) {
        Ok(_) => Some(Statement::Let(statement)),
        Err(error) => {
            parser.diagnostics.error_spanned(
                statement,
                &format!("invalid `let` statement: {error}"),
                "write `let name = value;`",
            );
            None
        }
    }
}

/// Whether an expression is run for its effect: an assignment, one that leaves the block, or a macro,
/// such as `unreachable!()`. A call is not, since it may return components that `..` should insert.
pub(super) fn is_statement(expression: &Expr) -> bool {
    let has_effect = match expression {
        Expr::Assign(_) | Expr::Return(_) | Expr::Break(_) | Expr::Continue(_) | Expr::Macro(_) => {
            true
        }
        Expr::Binary(ExprBinary { op, .. }) => is_assignment(op),
        _ => false,
    };
    // Some expressions read differently at the start of a statement, such as `crate = a`.
    has_effect && syn::parse2::<Stmt>(quote!(#expression;)).is_ok()
}

/// Whether an operator is a compound assignment, such as `+=`.
fn is_assignment(operator: &BinOp) -> bool {
    matches!(
        operator,
        BinOp::AddAssign(_)
            | BinOp::SubAssign(_)
            | BinOp::MulAssign(_)
            | BinOp::DivAssign(_)
            | BinOp::RemAssign(_)
            | BinOp::BitXorAssign(_)
            | BinOp::BitAndAssign(_)
            | BinOp::BitOrAssign(_)
            | BinOp::ShlAssign(_)
            | BinOp::ShrAssign(_)
    )
}
