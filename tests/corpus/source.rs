//! JSON to the source of a macro's call.

use std::fmt::Write;

use plain_schema::{COMPONENTS, Context, Event, EventKind, Identifier, Property, Value as Takes};
use serde_json::Value;

use crate::layout::Layout;

/// A test of one layout.
pub(crate) fn test(name: &str, layout: &Layout) -> String {
    let (number, words) = name.split_once('-').unwrap();
    let function = format!("{}_{number}", words.replace('-', "_"));
    let kind = match layout.kind.as_str() {
        "thread_event" => EventKind::ThreadEvent,
        _ => EventKind::CustomerEvent,
    };
    let event = kind.event();
    let call = if layout.is_event() {
        event_call(event, &layout.input, 2)
    } else {
        let mut input = serde_json::json!({
            "title": "A customer card",
            "customerIdentifier": { "externalId": "card" },
        });
        input["components"] = layout.input["components"].clone();
        event_call(event, &input, 2)
    };
    format!("\n#[test]\nfn {function}() {{\n    let event = {call};\n    assert_gives_its_layout({name:?}, &event);\n}}\n")
        .replace("let event = \n", "let event = ")
}

fn event_call(event: &'static Event, input: &Value, depth: usize) -> String {
    let mut call = format!("{}!(\n", event.name);
    for field in event.fields {
        if let Some(value) = input.get(field.graphql_name) {
            let value = self::value(field, value, depth);
            writeln!(call, "{}{} = {value},", indent(depth), field.name).unwrap();
        }
    }
    call + &indent(depth - 1) + ")"
}

fn component(value: &Value, depth: usize) -> String {
    let (graphql_field, object) = value.as_object().unwrap().iter().next().unwrap();
    let component = COMPONENTS
        .iter()
        .find(|component| component.graphql_field == graphql_field)
        .unwrap();
    let arguments: Vec<String> = component
        .properties
        .iter()
        .filter_map(|property| {
            let value = self::value(property, object.get(property.graphql_name)?, depth);
            Some(if property.positional {
                value
            } else {
                format!("{} = {value}", property.name)
            })
        })
        .collect();
    format!("{}({})", component.name, arguments.join(", "))
}

fn value(property: &Property, value: &Value, depth: usize) -> String {
    match property.value {
        Takes::String(_) => text(value),
        Takes::Boolean => value.to_string(),
        Takes::Enumeration(enumeration) => {
            let graphql_name = value.as_str().unwrap();
            let value = enumeration
                .values
                .iter()
                .find(|value| value.graphql_name == graphql_name);
            value.unwrap().name.to_owned()
        }
        Takes::Identifier(identifier) => self::identifier(identifier, value),
        Takes::Components(context, _) => list(context, value, depth),
    }
}

fn identifier(identifier: &Identifier, value: &Value) -> String {
    let (graphql_name, value) = value.as_object().unwrap().iter().next().unwrap();
    let kind = identifier
        .kinds
        .iter()
        .find(|kind| kind.graphql_name == graphql_name);
    format!("{}({})", kind.unwrap().name, text(value))
}

/// The content of a row stands in its line, any other list in lines of its own.
fn list(context: Context, value: &Value, depth: usize) -> String {
    let items = value.as_array().unwrap();
    if items.is_empty() {
        // A list without anything in it is for run time: Plain decides.
        return format!("[..Vec::<plain_runtime::{}>::new()]", context.type_name());
    }
    let items = items.iter();
    if context == Context::Row {
        let items: Vec<String> = items.map(|item| component(item, depth)).collect();
        return format!("[{}]", items.join(", "));
    }
    let mut list = String::from("[\n");
    for item in items {
        writeln!(list, "{}{},", indent(depth + 1), component(item, depth + 1)).unwrap();
    }
    list + &indent(depth) + "]"
}

/// A string literal without captures.
fn text(value: &Value) -> String {
    let text = value.as_str().unwrap();
    format!("{:?}", text.replace('{', "{{").replace('}', "}}"))
}

fn indent(depth: usize) -> String {
    "    ".repeat(depth)
}
