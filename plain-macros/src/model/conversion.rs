//! Conversions that keep the value of a literal: `("a")`, `&"a"`, `{ "a" }`, `"a".to_string()`,
//! `String::from("a")`.

use syn::{Block, Expr, ExprLit, Lit, Stmt, Type, UnOp};

/// Methods that keep the text.
const METHODS: [&str; 10] = [
    "as_ref",
    "as_str",
    "borrow",
    "clone",
    "into",
    "into_boxed_str",
    "into_owned",
    "into_string",
    "to_owned",
    "to_string",
];

/// Functions that keep the text, with the last two segments of their path.
const FUNCTIONS: [(&str, &str); 14] = [
    ("Arc", "from"),
    ("AsRef", "as_ref"),
    ("Box", "from"),
    ("Cow", "Borrowed"),
    ("Cow", "Owned"),
    ("Cow", "from"),
    ("From", "from"),
    ("Into", "into"),
    ("Rc", "from"),
    ("String", "from"),
    ("ToOwned", "to_owned"),
    ("ToString", "to_string"),
    ("str", "to_owned"),
    ("str", "to_string"),
];

/// The expression in all conversions around it.
pub(super) fn converted(mut expression: &Expr) -> &Expr {
    while let Some(inner) = argument(expression) {
        expression = inner;
    }
    expression
}

/// Argument of a conversion.
pub(crate) fn argument(expression: &Expr) -> Option<&Expr> {
    match expression {
        Expr::Group(group) => Some(&group.expr),
        Expr::Paren(paren) if paren.attrs.is_empty() => Some(&paren.expr),
        Expr::Reference(reference) if reference.mutability.is_none() => Some(&reference.expr),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => Some(&unary.expr),
        Expr::Cast(cast) => Some(&cast.expr),
        Expr::Block(block) if block.attrs.is_empty() && block.label.is_none() => {
            only_expression(&block.block)
        }
        Expr::Unsafe(block) => only_expression(&block.block).filter(|value| is_text(value)),
        // Any other constant is evaluated at compile time.
        Expr::Const(constant) => only_expression(&constant.block).filter(|value| is_text(value)),
        Expr::MethodCall(call) if call.args.is_empty() && call.turbofish.is_none() => METHODS
            .iter()
            .any(|method| call.method == method)
            .then_some(&*call.receiver),
        Expr::Call(call) if call.args.len() == 1 && is_conversion(&call.func) => call.args.first(),
        _ => None,
    }
}

fn only_expression(block: &Block) -> Option<&Expr> {
    match block.stmts.as_slice() {
        [Stmt::Expr(value, None)] => Some(value),
        _ => None,
    }
}

fn is_text(expression: &Expr) -> bool {
    matches!(
        converted(expression),
        Expr::Lit(ExprLit {
            lit: Lit::Str(_),
            ..
        })
    )
}

fn is_conversion(function: &Expr) -> bool {
    let Expr::Path(function) = function else {
        return false;
    };
    let mut segments = function.path.segments.iter().rev();
    let name = segments.next();
    // `<String>::from`
    let own_type = match &function.qself {
        Some(own_type) if own_type.as_token.is_none() => match &*own_type.ty {
            Type::Path(ty) => ty.path.segments.last(),
            _ => None,
        },
        _ => segments.next(),
    };
    let (Some(name), Some(owner)) = (name, own_type) else {
        return false;
    };
    let is_known = |(known_owner, known_name): &(&str, &str)| {
        owner.ident == known_owner && name.ident == known_name
    };
    FUNCTIONS.iter().any(is_known)
}
