//! Variables in scope within a list.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser as _};
use syn::{Attribute, BinOp, Block, Expr, ExprBinary, ExprLet, Member, Pat, Stmt, Token, UnOp};

use crate::model::{BlockItem, ControlFlow, RawBranches};

/// A variable that a pattern binds.
pub(super) struct Variable {
    pub(super) name: String,
    /// Field whose value the variable is: `note` in `if let Some(note) = note`, `role` in
    /// `for role in role.field_values()`.
    pub(super) field: Option<String>,
    /// Whether the variable is a reference to the value of that field, or to a part of it.
    pub(super) is_reference: bool,
}

impl Variable {
    fn new(name: String) -> Self {
        Self {
            name,
            field: None,
            is_reference: false,
        }
    }

    /// Sets the field whose value, or a part of it, a pattern binds to the variable.
    fn bind(&mut self, field: Option<String>, pattern: &Pat, value: &Expr) {
        self.is_reference = field.is_some() && is_name(pattern) && is_borrowed(value);
        self.field = field;
    }
}

/// Blocks of control flow, each with the variables that its patterns bind.
pub(super) fn blocks<Item>(control_flow: &ControlFlow<Item>) -> Vec<(Vec<Variable>, &[Item])> {
    match control_flow {
        ControlFlow::If {
            branches,
            otherwise,
        } => {
            let branches = branches
                .iter()
                .map(|branch| (of_condition(&branch.condition), branch.items.as_slice()));
            let otherwise = otherwise.as_deref().map(|items| (Vec::new(), items));
            branches.chain(otherwise).collect()
        }
        ControlFlow::Match { value, arms } => arms
            .iter()
            .map(|arm| (of_arm(&arm.pattern, value), arm.items.as_slice()))
            .collect(),
        ControlFlow::For {
            pattern,
            iterator,
            items,
            ..
        } => vec![(of_loop(pattern, iterator), items)],
        ControlFlow::Block(items) => vec![(Vec::new(), items)],
    }
}

/// Expressions before the blocks: conditions, the value of a `match`, the iterator of a loop.
pub(super) fn operands<Item>(control_flow: &ControlFlow<Item>) -> TokenStream {
    match control_flow {
        ControlFlow::If { branches, .. } => {
            let conditions = branches
                .iter()
                .map(|branch| without_patterns(&branch.condition));
            quote!(#(#conditions),*)
        }
        ControlFlow::Match { value, .. } => value.to_token_stream(),
        ControlFlow::For { iterator, .. } => iterator.to_token_stream(),
        ControlFlow::Block(_) => TokenStream::new(),
    }
}

fn without_patterns(condition: &Expr) -> TokenStream {
    match condition {
        Expr::Binary(ExprBinary {
            left,
            op: BinOp::And(_),
            right,
            ..
        }) => {
            let (left, right) = (without_patterns(left), without_patterns(right));
            quote!(#left, #right)
        }
        Expr::Let(ExprLet { expr, .. }) => expr.to_token_stream(),
        condition => condition.to_token_stream(),
    }
}

/// Value of a `let`.
pub(super) fn value_of_statement(statement: &TokenStream) -> TokenStream {
    let statements = Block::parse_within.parse2(quote!(#statement;));
    match statements.unwrap_or_default().into_iter().next() {
        Some(Stmt::Local(local)) => local.init.map(|init| init.expr).to_token_stream(),
        _ => TokenStream::new(),
    }
}

/// Names that the patterns of branches bind. A `let` counts if `depends` says so of its value, given the
/// names so far, or if the variable may get another value later.
pub(super) fn bound_names(
    branches: &RawBranches,
    depends: &dyn Fn(TokenStream, &[String]) -> bool,
) -> Vec<String> {
    let mut names = Vec::new();
    for (bound, items) in blocks(&branches.control_flow) {
        add_names(bound, &mut names);
        for item in items {
            let BlockItem::Statement(statement) = item else {
                continue;
            };
            let value = value_of_statement(statement);
            let may_change =
                value.is_empty() || statement.clone().into_iter().any(|token| is_mut(&token));
            if may_change || depends(value, &names) {
                add_names(of_statement(statement), &mut names);
            }
        }
    }
    names
}

fn is_mut(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Ident(name) if name == "mut")
}

fn add_names(variables: Vec<Variable>, names: &mut Vec<String>) {
    let new = variables.into_iter().map(|variable| variable.name);
    names.extend(new.filter(|name| name.contains(char::is_lowercase)));
}

/// Variables that `let` binds.
pub(super) fn of_statement(statement: &TokenStream) -> Vec<Variable> {
    let mut variables = Vec::new();
    let statements = Block::parse_within.parse2(quote!(#statement;));
    for statement in statements.unwrap_or_default() {
        if let Stmt::Local(local) = statement {
            pattern(&local.pat, &mut variables);
        }
    }
    variables
}

/// Variables of a loop.
fn of_loop(tokens: &TokenStream, iterator: &Expr) -> Vec<Variable> {
    let mut variables = Vec::new();
    if let Ok(parsed) = Pat::parse_multi_with_leading_vert.parse2(tokens.clone()) {
        pattern(&parsed, &mut variables);
        if let [variable] = variables.as_mut_slice() {
            variable.bind(field_of_values(iterator), &parsed, iterator);
        }
    }
    variables
}

/// Variables of an arm for a value: of its pattern, and of its guard.
fn of_arm(tokens: &TokenStream, value: &Expr) -> Vec<Variable> {
    let mut variables = Vec::new();
    let parse = |input: ParseStream<'_>| {
        input.call(Attribute::parse_outer)?;
        let pattern = Pat::parse_multi_with_leading_vert(input)?;
        let guard = match input.parse::<Option<Token![if]>>()? {
            Some(_) => Some(input.parse::<Expr>()?),
            None => None,
        };
        Ok((pattern, guard))
    };
    if let Ok((arm, guard)) = parse.parse2(tokens.clone()) {
        some_of(&arm, value, &mut variables);
        if let Some(guard) = guard {
            condition(&guard, &mut variables);
        }
    }
    variables
}

/// Variables that a condition binds.
fn of_condition(expression: &Expr) -> Vec<Variable> {
    let mut variables = Vec::new();
    condition(expression, &mut variables);
    variables
}

fn condition(expression: &Expr, variables: &mut Vec<Variable>) {
    match expression {
        Expr::Binary(ExprBinary {
            left,
            op: BinOp::And(_),
            right,
            ..
        }) => {
            condition(left, variables);
            condition(right, variables);
        }
        Expr::Let(ExprLet { pat, expr, .. }) => some_of(pat, expr, variables),
        _ => {}
    }
}

/// Adds the variables that a pattern binds to parts of a value: the content of a field in `Some(name)`.
fn some_of(pattern: &Pat, value: &Expr, variables: &mut Vec<Variable>) {
    let start = variables.len();
    self::pattern(pattern, variables);
    if let [variable] = &mut variables[start..]
        && let Some(name) = some(pattern)
    {
        variable.bind(option_field(value), name, value);
    }
}

/// The name in `Some(name)`.
fn some(pattern: &Pat) -> Option<&Pat> {
    match pattern {
        Pat::TupleStruct(some) => {
            let is_some = some.path.segments.last()?.ident == "Some";
            let name = some.elems.first()?;
            (is_some && matches!(name, Pat::Ident(_))).then_some(name)
        }
        _ => None,
    }
}

/// Whether a pattern is a name alone, which is a reference if the value is one.
fn is_name(pattern: &Pat) -> bool {
    matches!(pattern, Pat::Ident(name) if name.by_ref.is_none() && name.mutability.is_none() && name.subpat.is_none())
}

/// Whether a value, which is that of a field, is a reference: not `self.name`, nor `*name`.
fn is_borrowed(value: &Expr) -> bool {
    match value {
        Expr::Path(_) | Expr::Reference(_) | Expr::MethodCall(_) => true,
        Expr::Paren(paren) => is_borrowed(&paren.expr),
        Expr::Group(group) => is_borrowed(&group.expr),
        _ => false,
    }
}

/// Name of the field whose values an iterator has: in `field(name).field_values()`, which the derive
/// writes, `name`, `&self.name` and `name.iter()`.
fn field_of_values(iterator: &Expr) -> Option<String> {
    match iterator {
        Expr::MethodCall(call) if call.method == "field_values" => match &*call.receiver {
            Expr::Call(call) => option_field(call.args.first()?),
            _ => None,
        },
        Expr::MethodCall(call) if call.method == "iter" => option_field(&call.receiver),
        iterator => option_field(iterator),
    }
}

/// Name of the field, if an expression is one.
fn option_field(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Path(path) => path.path.get_ident().map(ToString::to_string),
        Expr::Field(field) => match (&*field.base, &field.member) {
            (Expr::Path(base), Member::Named(name)) if base.path.is_ident("self") => {
                Some(name.to_string())
            }
            _ => None,
        },
        Expr::Reference(reference) => option_field(&reference.expr),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => option_field(&unary.expr),
        Expr::Paren(paren) => option_field(&paren.expr),
        Expr::Group(group) => option_field(&group.expr),
        _ => None,
    }
}

/// Adds the variables that a pattern binds.
fn pattern(pattern: &Pat, variables: &mut Vec<Variable>) {
    let mut all = |patterns: &mut dyn Iterator<Item = &Pat>| {
        for pattern in patterns {
            self::pattern(pattern, variables);
        }
    };
    match pattern {
        Pat::Ident(binding) => {
            if let Some((_, inner)) = &binding.subpat {
                self::pattern(inner, variables);
            }
            variables.push(Variable::new(binding.ident.unraw().to_string()));
        }
        Pat::Or(pattern) => all(&mut pattern.cases.iter()),
        Pat::Paren(paren) => self::pattern(&paren.pat, variables),
        Pat::Reference(reference) => self::pattern(&reference.pat, variables),
        Pat::Slice(slice) => all(&mut slice.elems.iter()),
        Pat::Struct(pattern) => all(&mut pattern.fields.iter().map(|field| &*field.pat)),
        Pat::Tuple(tuple) => all(&mut tuple.elems.iter()),
        Pat::TupleStruct(tuple) => all(&mut tuple.elems.iter()),
        Pat::Type(typed) => self::pattern(&typed.pat, variables),
        Pat::Macro(_) | Pat::Verbatim(_) => names(pattern.to_token_stream(), variables),
        _ => {}
    }
}

/// Adds every name in the tokens of a pattern that only rustc can expand.
fn names(tokens: TokenStream, variables: &mut Vec<Variable>) {
    for token in tokens {
        match token {
            TokenTree::Ident(name) => variables.push(Variable::new(name.unraw().to_string())),
            TokenTree::Group(group) => names(group.stream(), variables),
            _ => {}
        }
    }
}
