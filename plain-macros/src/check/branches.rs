//! Branches of a value, each checked as if it were the value.

use syn::spanned::Spanned;
use syn::{Expr, ExprMethodCall, parse_quote_spanned};

use crate::diagnostic::Diagnostics;
use crate::model::{BlockItem, ControlFlow, RawBranches, RawExpression};

/// Result of checking branches.
pub(super) enum CheckedBranches<Value> {
    /// Branches of which at least one has a literal or a name of the language.
    Branches(ControlFlow<BlockItem<Value>>),
    /// Branches that are plain Rust, as they were written.
    Expression(Expr),
    /// Branches of which one has no value. That has been reported.
    Invalid,
}

/// Writes `value.into()` in a branch of a text with the type that it has beside a literal, since each
/// branch is converted alone.
pub(super) fn with_type_of_into(value: RawExpression) -> RawExpression {
    match value {
        RawExpression::Other(Expr::MethodCall(ExprMethodCall {
            receiver,
            method,
            args,
            ..
        })) if method == "into" && args.is_empty() => {
            RawExpression::Other(parse_quote_spanned! {receiver.span()=>
                ::core::convert::Into::<::std::string::String>::into(#receiver)
            })
        }
        value => value,
    }
}

/// Checks the branches of the value of a property.
pub(super) fn check_branches<Value>(
    name: &str,
    is_required: bool,
    raw: RawBranches,
    diagnostics: &mut Diagnostics,
    check: &dyn Fn(RawExpression, &mut Diagnostics) -> Value,
    is_plain: fn(&Value) -> bool,
) -> CheckedBranches<Value> {
    let lacks_value = raw.lacks_value();
    if lacks_value {
        let help = if is_required {
            "write a value in each branch, as in `if condition { a } else { b }`"
        } else {
            "write a value in each branch, or `None`, as in `if condition { a } else { None }`"
        };
        let message = format!("a branch of `{name}` has no value");
        diagnostics.error_spanned(&raw, &message, help);
    }
    let control_flow = raw.control_flow.clone().map_blocks(|items| {
        let items = items.into_iter();
        items
            .map(|item| item.map(|value| check(value, diagnostics)))
            .collect()
    });
    let mut values = control_flow.blocks().into_iter().flatten();
    if lacks_value {
        CheckedBranches::Invalid
    } else if values.all(|item| item.value().is_none_or(is_plain)) {
        CheckedBranches::Expression(raw.into_source())
    } else {
        CheckedBranches::Branches(control_flow)
    }
}
