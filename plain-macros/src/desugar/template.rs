//! Help for captures that are not variables: nothing can be bound before an attribute.

use std::fmt::Display;

use proc_macro2::{Ident, TokenTree};
use quote::ToTokens;

use crate::diagnostic::one_of;
use crate::model::{
    BlockItem, DeriveField, FunctionCall, RawArgument, RawExpression, RawItem, RawText, RawValue,
};

/// Makes the help of each invalid capture fit a type with these fields.
pub(super) fn explain_captures(argument: &mut RawArgument, entity: &str, fields: &[DeriveField]) {
    let owner = match &argument.name {
        Some(name) => Owner::Argument(name),
        None => Owner::Call(&entity),
    };
    match &mut argument.value {
        RawValue::Expression(value) => expression(value, &owner, fields),
        RawValue::List(list) => items(&mut list.items, fields),
        RawValue::Reported(_) | RawValue::Missing(_) => {}
    }
}

/// The place of a value, in which a method is called instead of the capture.
enum Owner<'a> {
    /// `name = value`
    Argument(&'a Ident),
    /// `name(value)`
    Call(&'a dyn Display),
}

impl Owner<'_> {
    fn code(&self, value: &str) -> String {
        match self {
            Self::Argument(name) => format!("{name} = {value}"),
            Self::Call(name) => format!("{name}({value})"),
        }
    }
}

fn expression(raw: &mut RawExpression, owner: &Owner<'_>, fields: &[DeriveField]) {
    match raw {
        RawExpression::Text(text) => self::text(text, owner, fields),
        RawExpression::Call(call) => self::call(call, fields),
        RawExpression::Branches(branches) => {
            for items in branches.control_flow.blocks_mut() {
                for item in items {
                    if let BlockItem::Value(value) = item {
                        expression(value, owner, fields);
                    }
                }
            }
        }
        RawExpression::Other(_) => {}
    }
}

fn call(call: &mut FunctionCall, fields: &[DeriveField]) {
    let Some(name) = call.name().cloned() else {
        return;
    };
    for argument in &mut call.arguments {
        expression(argument, &Owner::Call(&name), fields);
    }
}

fn items(raw: &mut [RawItem], fields: &[DeriveField]) {
    for item in raw {
        match item {
            RawItem::Component(component) => {
                let name = component.name.to_string();
                for argument in &mut component.arguments {
                    explain_captures(argument, &name, fields);
                }
            }
            RawItem::ControlFlow(control_flow) => {
                for block in control_flow.blocks_mut() {
                    items(block, fields);
                }
            }
            _ => {}
        }
    }
}

fn text(text: &mut RawText, owner: &Owner<'_>, fields: &[DeriveField]) {
    if let Err(error) = &mut text.template
        && let Some(capture) = &error.capture
        && let Some(help) = help(capture, owner, fields)
    {
        error.help = help;
    }
}

fn help(capture: &str, owner: &Owner<'_>, fields: &[DeriveField]) -> Option<String> {
    let (path, spec) = match capture.find(':') {
        Some(colon) => capture.split_at(colon),
        None => (capture, ""),
    };
    if let Ok(index) = path.trim().parse::<usize>() {
        let names: Vec<String> = fields
            .iter()
            .map(|field| format!("{{{}{spec}}}", field.binding))
            .collect();
        let own = names.get(index).filter(|_| {
            let binding = fields.get(index).map(|field| field.binding.to_string());
            binding.is_some_and(|binding| binding == format!("_{index}"))
        });
        let help = match own {
            Some(name) => format!("write `{name}`"),
            None => format!("expected {}", one_of(names.iter().map(String::as_str))),
        };
        return (!names.is_empty()).then_some(help);
    }
    let method = format!("self.{}()", method_name(path)?);
    Some(format!(
        "write a method that returns the text, and use it as the value: `{}`",
        owner.code(&method)
    ))
}

/// Name of a method, from the words of an expression.
fn method_name(expression: &str) -> Option<String> {
    let tokens: proc_macro2::TokenStream = expression.parse().ok()?;
    let words: Vec<String> = tokens
        .into_token_stream()
        .into_iter()
        .filter_map(|token| match token {
            TokenTree::Ident(word) if word != "self" => Some(word.to_string()),
            _ => None,
        })
        .take(3)
        .collect();
    let name = words.join("_");
    Some(if name.is_empty() {
        "value".to_owned()
    } else {
        name
    })
}
