//! Lists of texts, such as IDs.

use plain_schema::{Component, ListContent, Property, StringRule, ThreadFieldType};
use proc_macro2::Span;
use syn::Expr;

use super::statement::is_mistaken;
use super::text::check_text;
use crate::describe::describe_expression;
use crate::diagnostic::Diagnostics;
use crate::foreign::quote_tokens;
use crate::keyword::is_absent;
use crate::model::{
    CheckedItem, CheckedText, RawComponent, RawExpression, RawItem, Statement, single_name,
};

/// A list of texts.
#[derive(Clone, Copy)]
pub(super) struct TextList<'a> {
    pub(super) property: &'a Property,
    pub(super) rule: StringRule,
}

/// Checks the items of a list of texts. A call and a macro are texts as well.
pub(super) fn check_texts(
    list: TextList<'_>,
    items: Vec<RawItem>,
    diagnostics: &mut Diagnostics,
) -> Vec<CheckedItem> {
    let text = |expression: Expr, diagnostics: &mut Diagnostics| {
        let name = list.property.name;
        if let Expr::Array(_) | Expr::Tuple(_) | Expr::Struct(_) = &expression {
            let message = format!(
                "expected a text in `{name}`, found {}",
                describe_expression(&expression)
            );
            let help = format!("write the texts directly in `{name} = [..]`");
            diagnostics.error_spanned(&expression, &message, &help);
            return CheckedItem::Text(CheckedText::Placeholder);
        }
        if single_name(&expression).is_some_and(is_absent) {
            let found = quote_tokens(&expression);
            let message = format!("expected a text in `{name}`, found `{found}`");
            let help = "remove it; for an optional text, write `if condition { .. }`, or `..value` for an `Option`";
            diagnostics.error_spanned(&expression, &message, help);
            return CheckedItem::Text(CheckedText::Placeholder);
        }
        let expression = RawExpression::from(expression);
        CheckedItem::Text(check_text(name, list.rule, expression, diagnostics))
    };
    items
        .into_iter()
        .filter_map(|item| match item {
            RawItem::Component(raw) if is_item_of_another_list(&raw) => {
                report_constructor(list.property, &raw, diagnostics);
                None
            }
            RawItem::Component(raw) => raw.into_expression().map(|call| text(call, diagnostics)),
            RawItem::Other(expression) => Some(text(expression, diagnostics)),
            RawItem::Statement(Statement::Expression(expression))
                if is_mistaken(
                    ListContent::Texts(list.rule),
                    &Statement::Expression(expression.clone()),
                ) =>
            {
                Some(text(expression, diagnostics))
            }
            RawItem::Statement(statement) => Some(CheckedItem::Statement(statement)),
            RawItem::Splice(expression) => Some(CheckedItem::Splice(expression)),
            RawItem::ControlFlow(control_flow) => Some(CheckedItem::ControlFlow(
                control_flow.map_blocks(|items| check_texts(list, items, diagnostics)),
            )),
            RawItem::Conditional(condition, item) => {
                let items = check_texts(list, vec![*item], diagnostics);
                Some(CheckedItem::Conditional(condition, items))
            }
            RawItem::Rest(span) => {
                report_rest(ListContent::Texts(list.rule), span, diagnostics);
                None
            }
            RawItem::Invalid => None,
        })
        .collect()
}

/// Reports a `..` without an expression.
pub(super) fn report_rest(content: ListContent, span: Span, diagnostics: &mut Diagnostics) {
    let items = content.items();
    let example = items.replace(' ', "_");
    diagnostics.error(
        span,
        "expected an expression after `..`",
        &format!("write the {items} to insert, as in `..{example}`"),
    );
}

/// Whether a call is a component or a thread field.
fn is_item_of_another_list(raw: &RawComponent) -> bool {
    let name = raw.name.to_string();
    Component::named(&name).is_some() || ThreadFieldType::named(&name).is_some()
}

/// Reports a component or a thread field in a list of texts.
fn report_constructor(property: &Property, raw: &RawComponent, diagnostics: &mut Diagnostics) {
    let found = match Component::named(&raw.name.to_string()) {
        Some(_) => "a component",
        None => "a thread field",
    };
    let text = quote_tokens(&raw.source);
    diagnostics.error(
        raw.name.span(),
        &format!("expected a text in `{}`, found {found}", property.name),
        &format!("write `{text}`"),
    );
}
