//! Captures in the texts of a derive. Each is a field, or a variable that the list binds.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::quote;
use syn::ext::IdentExt;

use crate::diagnostic::{Diagnostics, one_of};
use crate::model::{
    BlockItem, ControlFlow, DeriveField, FieldUse, RawArgument, RawBranches, RawExpression,
    RawItem, RawText, RawValue, Statement,
};
use crate::suggest::nearest;

/// Names that a literal captures. A capture whose type only rustc can find has an empty name: a path
/// of fields, or one in an invalid literal, which is reported where the text is checked.
fn captured_names(text: &RawText) -> Vec<String> {
    let Ok(template) = &text.template else {
        return vec![String::new()];
    };
    template
        .captures()
        .map(|capture| match capture.path.as_slice() {
            [name] => name.clone(),
            _ => String::new(),
        })
        .collect()
}

/// Adds the fields that an argument captures to their uses, so that the bounds of generics follow,
/// and reports captures of unknown names.
pub(super) fn collect_captures(
    argument: &RawArgument,
    fields: &mut [DeriveField],
    diagnostics: &mut Diagnostics,
) {
    let mut scope = CaptureScope::default();
    scope.value(&argument.value);
    for (name, span) in scope.captures {
        let name = unraw(&name);
        if let Some(field) = fields
            .iter_mut()
            .find(|field| field.binding.unraw() == name)
        {
            field.uses.push(FieldUse::Text);
            continue;
        }
        let is_bound =
            scope.bound.iter().any(|bound| bound == name) || name.is_empty() || name == "self";
        let is_constant = !name.contains(char::is_lowercase);
        if !is_bound && !is_constant {
            report_unknown(name, span, fields, diagnostics);
        }
    }
}

/// A name as `format!` captures it: `type` for `r#type`.
pub(super) fn unraw(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

fn report_unknown(name: &str, span: Span, fields: &[DeriveField], diagnostics: &mut Diagnostics) {
    let fields: Vec<String> = fields
        .iter()
        .map(|field| field.binding.unraw().to_string())
        .collect();
    let names = || fields.iter().map(String::as_str);
    let help = match nearest(name, names()) {
        Some(field) => format!("did you mean `{{{field}}}`?"),
        None if fields.is_empty() => format!("add the field, or remove `{{{name}}}`"),
        None => format!("expected {}", one_of(names())),
    };
    diagnostics.error(span, &format!("`{{{name}}}` is not a field"), &help);
}

/// Names that the patterns of branches bind.
pub(super) fn bound_names(branches: &RawBranches) -> Vec<String> {
    let mut scope = CaptureScope::default();
    scope.branches(branches);
    scope.bound.retain(|name| name.contains(char::is_lowercase));
    scope.bound
}

/// Captures of an argument, and the names that its patterns bind.
#[derive(Default)]
struct CaptureScope {
    captures: Vec<(String, Span)>,
    bound: Vec<String>,
}

impl CaptureScope {
    fn value(&mut self, value: &RawValue) {
        match value {
            RawValue::List(list) => self.items(&list.items),
            RawValue::Expression(expression) => self.expression(expression),
            RawValue::Missing(_) => {}
        }
    }

    fn expression(&mut self, expression: &RawExpression) {
        match expression {
            RawExpression::Text(text) => {
                let names = captured_names(text).into_iter();
                self.captures
                    .extend(names.map(|name| (name, text.literal.span())));
            }
            RawExpression::Call(call) => call
                .arguments
                .iter()
                .for_each(|argument| self.expression(argument)),
            RawExpression::Branches(branches) => self.branches(branches),
            RawExpression::Other(_) => {}
        }
    }

    fn branches(&mut self, branches: &RawBranches) {
        self.control_flow_patterns(&branches.control_flow);
        for item in branches.control_flow.blocks().into_iter().flatten() {
            match item {
                BlockItem::Statement(statement) => self.pattern(statement.clone()),
                BlockItem::Value(value) => self.expression(value),
            }
        }
    }

    fn items(&mut self, items: &[RawItem]) {
        for item in items {
            match item {
                RawItem::Component(component) => {
                    for argument in &component.arguments {
                        self.value(&argument.value);
                    }
                }
                RawItem::Statement(Statement::Let(statement)) => self.pattern(statement.clone()),
                RawItem::ControlFlow(control_flow) => {
                    self.control_flow_patterns(control_flow);
                    for items in control_flow.blocks() {
                        self.items(items);
                    }
                }
                RawItem::Statement(Statement::Expression(_))
                | RawItem::Splice(_)
                | RawItem::Other(_)
                | RawItem::Rest(_)
                | RawItem::Invalid => {}
            }
        }
    }

    fn control_flow_patterns<Item>(&mut self, control_flow: &ControlFlow<Item>) {
        match control_flow {
            ControlFlow::If { branches, .. } => {
                for branch in branches {
                    let condition = &branch.condition;
                    self.pattern(quote!(#condition));
                }
            }
            ControlFlow::Match { arms, .. } => {
                for arm in arms {
                    self.pattern(arm.pattern.clone());
                }
            }
            ControlFlow::For { pattern, .. } => self.pattern(pattern.clone()),
            ControlFlow::Block(_) => {}
        }
    }

    /// Adds every name of a pattern, since each may be one that it binds.
    fn pattern(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Ident(name) => self.bound.push(name.unraw().to_string()),
                TokenTree::Group(group) => self.pattern(group.stream()),
                _ => {}
            }
        }
    }
}
