//! Lists of texts, such as IDs.

use plain_schema::{ListContent, Property, StringRule};
use proc_macro2::Span;
use syn::Expr;

use super::statement::is_mistaken;
use super::text::check_text;
use crate::describe::describe_expression;
use crate::diagnostic::Diagnostics;
use crate::model::{CheckedItem, CheckedText, RawExpression, RawItem, Statement};

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
        let expression = RawExpression::from(expression);
        CheckedItem::Text(check_text(name, list.rule, expression, diagnostics))
    };
    items
        .into_iter()
        .filter_map(|item| match item {
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
