//! Rules about the literals of a thread or a card as a whole: the length of its texts (K4), and the keys
//! of its fields (T5).

use plain_schema::{Entity, ListContent, StringRule, Violation, check_distinct_key};

use crate::diagnostic::Diagnostics;
use crate::literal::TextLiteral;
use crate::model::{CheckedItem, CheckedList, CheckedProperty, CheckedText, CheckedValue};

/// Checks the literals of an entity, whose other rules have been checked.
pub(super) fn check_source(
    entity: &Entity,
    fields: &[CheckedProperty],
    diagnostics: &mut Diagnostics,
) {
    for field in fields {
        if let CheckedValue::List(list) = &field.value {
            if let Some(max) = list.content.max_text_in_source() {
                check_lengths(entity, max, &list.items, diagnostics);
            }
            if list.content == ListContent::ThreadFields {
                check_keys(&mut Vec::new(), list, diagnostics);
            }
        }
    }
}

/// Checks the length of the texts in a list, and in the lists of its components.
fn check_lengths(
    entity: &Entity,
    max: usize,
    items: &[CheckedItem],
    diagnostics: &mut Diagnostics,
) {
    for item in items {
        match item {
            CheckedItem::Component(component) => {
                for property in &component.properties {
                    check_length(entity, max, property, diagnostics);
                }
            }
            CheckedItem::ControlFlow(control_flow) => {
                for items in control_flow.blocks() {
                    check_lengths(entity, max, items, diagnostics);
                }
            }
            CheckedItem::Conditional(_, items) => check_lengths(entity, max, items, diagnostics),
            CheckedItem::Text(_) | CheckedItem::Splice(_) | CheckedItem::Statement(_) => {}
        }
    }
}

fn check_length(
    entity: &Entity,
    max: usize,
    property: &CheckedProperty,
    diagnostics: &mut Diagnostics,
) {
    let rule = property.property.value.string_rule();
    match (&property.value, rule) {
        (CheckedValue::List(list), _) => check_lengths(entity, max, &list.items, diagnostics),
        (
            CheckedValue::Text(CheckedText::Literal(literal)),
            Some(StringRule::Markdown { .. } | StringRule::PlainText { .. }),
        ) => {
            let length = plain_schema::utf16_length(literal.value());
            if length > max {
                let violation = Violation::TooLong { max, length };
                let name = property.property.name;
                diagnostics.error(
                    literal.span(),
                    &format!(
                        "`{name}` of {} is {}",
                        entity.noun_with_article(),
                        violation.message().as_str()
                    ),
                    violation.help(),
                );
            }
        }
        _ => {}
    }
}

/// Checks that no literal key is given twice, except in different branches.
fn check_keys(before: &mut Vec<TextLiteral>, list: &CheckedList, diagnostics: &mut Diagnostics) {
    keys_of_items(before, &list.items, diagnostics);
}

fn keys_of_items(
    before: &mut Vec<TextLiteral>,
    items: &[CheckedItem],
    diagnostics: &mut Diagnostics,
) {
    for item in items {
        match item {
            CheckedItem::Component(component) => {
                let mut properties = component.properties.iter();
                let key = properties.find(|property| property.property.name == "key");
                if let Some(CheckedValue::Text(CheckedText::Literal(key))) =
                    key.map(|property| &property.value)
                {
                    check_key(before, key, diagnostics);
                }
            }
            CheckedItem::ControlFlow(control_flow) => {
                let outer = before.len();
                let mut in_branches = Vec::new();
                for items in control_flow.blocks() {
                    keys_of_items(before, items, diagnostics);
                    in_branches.extend(before.drain(outer..));
                }
                before.extend(in_branches);
            }
            CheckedItem::Conditional(_, items) => {
                // Another item may have the opposite condition.
                let outer = before.len();
                keys_of_items(before, items, diagnostics);
                before.truncate(outer);
            }
            CheckedItem::Text(_) | CheckedItem::Splice(_) | CheckedItem::Statement(_) => {}
        }
    }
}

fn check_key(before: &mut Vec<TextLiteral>, key: &TextLiteral, diagnostics: &mut Diagnostics) {
    let known: Vec<&str> = before.iter().map(TextLiteral::value).collect();
    match check_distinct_key(&known, key.value()) {
        Ok(()) => before.push(key.clone()),
        Err(violation) => diagnostics.error(
            key.span(),
            &format!("`key` is {}", violation.message().as_str()),
            violation.help(),
        ),
    }
}
