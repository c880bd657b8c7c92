//! What the texts of a derive capture: fields, and what its lists bind.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::quote;
use syn::{Expr, ExprLit, Lit};

use crate::diagnostic::{Diagnostics, one_of};
use crate::model::{CheckedField, Flow, RawArgument, RawItem, RawValue, Use};
use crate::suggest::nearest;
use crate::template::Template;

/// The names that a literal captures.
pub(super) fn captured(literal: &ExprLit) -> Vec<String> {
    let Lit::Str(text) = &literal.lit else {
        return Vec::new();
    };
    let Ok(template) = Template::parse(text) else {
        // It is reported where the text is checked; here it counts as having captured something.
        return vec![String::new()];
    };
    template
        .captures()
        .map(|capture| match capture.path.as_slice() {
            [name] => name.clone(),
            // What a path of fields leads to has a type that only rustc knows.
            _ => String::new(),
        })
        .collect()
}

/// Notes which fields the texts of an argument insert, so that the bounds of generics follow, and
/// reports names that are nearly those of a field.
pub(super) fn captures(
    argument: &RawArgument,
    fields: &mut [CheckedField],
    diagnostics: &mut Diagnostics,
) {
    let mut seen = Seen::default();
    seen.value(&argument.value);
    for (name, literal_span) in seen.captures {
        if let Some(field) = fields.iter_mut().find(|field| field.binding == name) {
            field.uses.push(Use::Text);
            continue;
        }
        let names = fields
            .iter()
            .map(|field| field.binding.to_string())
            .collect::<Vec<_>>();
        let is_bound = seen.bound.contains(&name) || name.is_empty() || name == "self";
        let is_constant = !name.contains(char::is_lowercase);
        if !is_bound && !is_constant {
            let help = match nearest(&name, names.iter().map(String::as_str)) {
                Some(meant) => format!("did you mean `{{{meant}}}`?"),
                None if names.is_empty() => "there are no fields to insert".to_owned(),
                None => format!(
                    "the fields are {}",
                    one_of(names.iter().map(String::as_str))
                ),
            };
            diagnostics.at(literal_span, &format!("`{{{name}}}` is not a field"), &help);
        }
    }
}

/// What the texts of a raw tree capture, and the names that its patterns bind.
#[derive(Default)]
struct Seen {
    captures: Vec<(String, Span)>,
    bound: Vec<String>,
}

impl Seen {
    fn value(&mut self, value: &RawValue) {
        match value {
            RawValue::List(list) => self.items(&list.items),
            RawValue::Expression(expression) => self.expression(expression),
            RawValue::Missing(_) => {}
        }
    }

    fn expression(&mut self, expression: &Expr) {
        match expression {
            Expr::Lit(literal) => {
                let names = captured(literal).into_iter();
                self.captures
                    .extend(names.map(|name| (name, literal.lit.span())));
            }
            Expr::Call(call) => call
                .args
                .iter()
                .for_each(|argument| self.expression(argument)),
            _ => {}
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
                RawItem::Statement(statement) => self.pattern(statement.clone()),
                RawItem::Flow(flow) => {
                    match flow {
                        Flow::If { branches, .. } => {
                            for branch in branches {
                                let condition = &branch.condition;
                                self.pattern(quote!(#condition));
                            }
                        }
                        Flow::Match { arms, .. } => {
                            for arm in arms {
                                self.pattern(arm.pattern.clone());
                            }
                        }
                        Flow::For { pattern, .. } => self.pattern(pattern.clone()),
                        Flow::Block(_) => {}
                    }
                    flow.ways().into_iter().for_each(|items| self.items(items));
                }
                RawItem::Splice(_) | RawItem::Other(_) | RawItem::Rest(_) | RawItem::Broken => {}
            }
        }
    }

    /// Every name in a pattern may be one that it binds.
    fn pattern(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Ident(name) => self.bound.push(name.to_string()),
                TokenTree::Group(group) => self.pattern(group.stream()),
                _ => {}
            }
        }
    }
}
