//! Each name of the language, as the table of `plain_schema` has them: what it is, its limits and the
//! page of Plain's documentation, and one item where it leads.

use plain_schema::{
    COMPONENTS, Component, EVENTS, Event, IDENTIFIERS, Identifier, Property, StringRule, Value,
};

use crate::probe::{Probe, expect, with_components, within_function};

pub(crate) fn probes() -> Vec<Probe> {
    let mut probes = Vec::new();
    for event in EVENTS {
        for field in event.fields {
            let text = call(event, &|other| {
                let name = if other.name == field.name {
                    with_cursor(field.name)
                } else {
                    other.name.to_owned()
                };
                format!("{name} = {}", example(&other.value))
            });
            let name = format!("{}/{}", event.name, field.name);
            probes.extend(known(&name, &within_function(&text), &[field.name]));
        }
    }
    for component in COMPONENTS {
        let text = with_components(&format!("[{}]", written(component, None)));
        let names = [component.name, component.type_name];
        probes.extend(known(component.name, &text, &names));
        for property in component.properties {
            let text = with_components(&format!("[{}]", written(component, Some(property))));
            let name = format!("{}/{}", component.name, property.name);
            probes.extend(known(&name, &text, &[property.name]));
            probes.extend(values(component, property));
        }
    }
    for identifier in IDENTIFIERS {
        for kind in identifier.kinds {
            let text = identified(identifier, &with_cursor(kind.name));
            let name = format!("{}/{}", identifier.name, kind.name);
            probes.extend(known(&name, &text, &[kind.name]));
        }
    }
    probes
}

/// The values of a property.
fn values(component: &Component, property: &Property) -> Vec<Probe> {
    let Value::Enumeration(enumeration) = property.value else {
        return Vec::new();
    };
    let probes = enumeration.values.iter().flat_map(|value| {
        let mut name = with_cursor(value.name);
        if value.name.len() == 1 {
            name = format!("$0{}", value.name);
        }
        let others = component
            .properties
            .iter()
            .filter(|other| other.name != property.name && other.is_required());
        let others: String = others
            .map(|other| format!("{} = {}, ", other.name, example(&other.value)))
            .collect();
        let text = format!("[{}({others}{} = {name})]", component.name, property.name);
        let name = format!("{}/{}/{}", component.name, property.name, value.name);
        known(&name, &with_components(&text), &[value.name])
    });
    probes.collect()
}

/// What is known of the name at the cursor: its documentation, and that it leads to one item of
/// `plain-runtime`, on a line that has one of the names.
fn known(name: &str, text: &str, names: &[&str]) -> [Probe; 2] {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let (to_hover, to_go) = (text.to_owned(), text.to_owned());
    let documentation = Probe::new(format!("hover/{name}"), move |editor| {
        let hover = editor.hover(&to_hover);
        let said = hover.rsplit("---").next().unwrap_or_default();
        let has_words = said.split_whitespace().count() >= 7;
        let has_page = said.contains("See <https://www.plain.com/docs/api-reference/");
        expect(has_words && has_page, "words and a page of Plain's", &hover)
    });
    let definition = Probe::new(format!("definition/{name}"), move |editor| {
        let found = editor.definition(&to_go);
        let is_it = match found.as_slice() {
            [one] => {
                one.file.contains("/plain-runtime/src/input/")
                    && names.iter().any(|name| one.line.contains(name))
            }
            _ => false,
        };
        expect(is_it, "one item of plain-runtime", &found)
    });
    [documentation, definition]
}

/// A call with all the fields of an event, each as `field` writes it.
fn call(event: &Event, field: &dyn Fn(&Property) -> String) -> String {
    let fields: Vec<String> = event.fields.iter().map(field).collect();
    format!("let event = {}!({});", event.name, fields.join(", "))
}

/// A component with all its properties. The cursor is on one of them, or on the component.
fn written(component: &Component, at: Option<&Property>) -> String {
    let properties: Vec<String> = component
        .properties
        .iter()
        .map(|property| {
            let is_here = at.is_some_and(|at| at.name == property.name);
            let name = if is_here {
                with_cursor(property.name)
            } else {
                property.name.to_owned()
            };
            format!("{name} = {}", example(&property.value))
        })
        .collect();
    let name = match at {
        Some(_) => component.name.to_owned(),
        None => with_cursor(component.name),
    };
    format!("{name}({})", properties.join(", "))
}

/// A call in which something is identified by that kind.
fn identified(identifier: &Identifier, kind: &str) -> String {
    let kind = format!("{kind}({})", r#""jane@acme.com""#);
    match identifier.name {
        "UserIdentifier" => with_components(&format!("[user({kind})]")),
        "WorkflowIdentifier" => with_components(&format!("[workflow_button(\"Refund\", {kind})]")),
        _ => within_function(&format!(
            "let event = customer_event!(title = \"a\", customer_identifier = {kind}, components = [text(\"b\")]);"
        )),
    }
}

/// A value as it would be written.
fn example(value: &Value) -> String {
    match value {
        Value::String(StringRule::DateTime) => r#""2024-10-28T18:30:00Z""#.to_owned(),
        Value::String(StringRule::Url) => r#""https://admin.example.com""#.to_owned(),
        Value::String(StringRule::Id { prefix }) => format!("\"{prefix}1\""),
        Value::String(_) => "name".to_owned(),
        Value::Boolean => "user.is_admin".to_owned(),
        Value::Enumeration(enumeration) => enumeration.values[0].name.to_owned(),
        Value::Identifier(identifier) => format!("{}(user.email)", identifier.kinds[0].name),
        Value::Components(..) => r#"[text("a")]"#.to_owned(),
    }
}

/// A name with the cursor in it.
fn with_cursor(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    format!("{first}$0{rest}")
}
