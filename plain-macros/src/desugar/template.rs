//! Help for captures that are not variables: nothing can be bound before an attribute.

use proc_macro2::TokenTree;
use quote::ToTokens;

use crate::diagnostic::one_of;
use crate::model::{
    DeriveField, FunctionCall, RawArgument, RawExpression, RawItem, RawText, RawValue,
};

/// Makes the help of each invalid capture fit a type with these fields.
pub(super) fn explain_captures(
    mut argument: RawArgument,
    entity: &str,
    fields: &[DeriveField],
) -> RawArgument {
    let owner = match &argument.name {
        Some(name) => Owner::Argument(name.to_string()),
        None => Owner::Call(entity.to_owned()),
    };
    argument.value = value(argument.value, &owner, fields);
    argument
}

/// The place of a value, in which a method is called instead of the capture.
enum Owner {
    /// `name = value`
    Argument(String),
    /// `name(value)`
    Call(String),
}

impl Owner {
    fn code(&self, value: &str) -> String {
        match self {
            Self::Argument(name) => format!("{name} = {value}"),
            Self::Call(name) => format!("{name}({value})"),
        }
    }
}

fn value(raw: RawValue, owner: &Owner, fields: &[DeriveField]) -> RawValue {
    match raw {
        RawValue::Expression(expression) => {
            RawValue::Expression(self::expression(expression, owner, fields))
        }
        RawValue::List(mut list) => {
            list.items = items(list.items, fields);
            RawValue::List(list)
        }
        value @ (RawValue::Reported(_) | RawValue::Missing(_)) => value,
    }
}

fn expression(raw: RawExpression, owner: &Owner, fields: &[DeriveField]) -> RawExpression {
    match raw {
        RawExpression::Text(text) => RawExpression::Text(self::text(text, owner, fields)),
        RawExpression::Call(call) => RawExpression::Call(self::call(call, fields)),
        RawExpression::Branches(mut branches) => {
            branches.control_flow = branches.control_flow.map_blocks(|items| {
                let items = items.into_iter();
                items
                    .map(|item| item.map(|value| expression(value, owner, fields)))
                    .collect()
            });
            RawExpression::Branches(branches)
        }
        RawExpression::Other(other) => RawExpression::Other(other),
    }
}

fn call(mut call: FunctionCall, fields: &[DeriveField]) -> FunctionCall {
    let Some(name) = call.name() else {
        return call;
    };
    let owner = Owner::Call(name.to_string());
    for argument in &mut call.arguments {
        *argument = expression(argument.clone(), &owner, fields);
    }
    call
}

fn items(raw: Vec<RawItem>, fields: &[DeriveField]) -> Vec<RawItem> {
    raw.into_iter()
        .map(|item| match item {
            RawItem::Component(mut component) => {
                let name = component.name.to_string();
                let arguments = component.arguments.into_iter();
                component.arguments = arguments
                    .map(|argument| explain_captures(argument, &name, fields))
                    .collect();
                RawItem::Component(component)
            }
            RawItem::ControlFlow(control_flow) => {
                RawItem::ControlFlow(control_flow.map_blocks(|items| self::items(items, fields)))
            }
            other => other,
        })
        .collect()
}

fn text(mut text: RawText, owner: &Owner, fields: &[DeriveField]) -> RawText {
    if let Err(error) = &mut text.template
        && let Some(capture) = &error.capture
        && let Some(help) = help(capture, owner, fields)
    {
        error.help = help;
    }
    text
}

fn help(capture: &str, owner: &Owner, fields: &[DeriveField]) -> Option<String> {
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
