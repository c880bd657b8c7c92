//! Hover and go-to-definition on every name in the tables of `plain_schema`: documentation with a
//! link to Plain's own, and a single definition.

use plain_schema::{
    COMPONENTS, Component, ENTITIES, Entity, Enumeration, IDENTIFIERS, Identifier, ListContent,
    Property, StringRule, THREAD_FIELDS, ValueType,
};

use crate::probe::{Probe, expect, with_components, within_function};

pub(crate) fn probes() -> Vec<Probe> {
    let mut probes = Vec::new();
    for event in ENTITIES {
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
            probes.extend(is_documented_and_defined(
                &name,
                &within_function(&text),
                &[field.name],
            ));
        }
    }
    for component in COMPONENTS {
        let text = with_components(&format!("[{}]", component_with_cursor(component, None)));
        let names = [component.name, component.type_name];
        probes.extend(is_documented_and_defined(component.name, &text, &names));
        for property in component.properties {
            let text = with_components(&format!(
                "[{}]",
                component_with_cursor(component, Some(property))
            ));
            let name = format!("{}/{}", component.name, property.name);
            probes.extend(is_documented_and_defined(&name, &text, &[property.name]));
            probes.extend(values(component, property));
        }
    }
    for identifier in IDENTIFIERS {
        for kind in identifier.kinds {
            let text = with_identifier(identifier, &with_cursor(kind.name));
            let name = format!("{}/{}", identifier.name, kind.name);
            probes.extend(is_documented_and_defined(&name, &text, &[kind.name]));
        }
    }
    probes.extend(thread_fields());
    probes.extend(values_in_branches());
    probes.extend(names_in_fragments());
    probes
}

/// Probes for the thread fields, their properties, and the priority.
fn thread_fields() -> Vec<Probe> {
    let mut probes = Vec::new();
    let in_thread = |field: &str| {
        within_function(&format!(
            "let thread = thread!(customer_identifier = customer_id(\"c_1\"), {field});"
        ))
    };
    for field in THREAD_FIELDS {
        let names = [field.name, field.type_name];
        let text = in_thread(&format!(
            "thread_fields = [{}(\"a\", {})]",
            with_cursor(field.name),
            example(&field.properties[1].value)
        ));
        probes.extend(is_documented_and_defined(field.name, &text, &names));
        let text = in_thread(&format!(
            "thread_fields = [{}(key = \"a\", {} = {})]",
            field.name,
            with_cursor("value"),
            example(&field.properties[1].value)
        ));
        let name = format!("{}/value", field.name);
        probes.extend(is_documented_and_defined(&name, &text, &["value"]));
    }
    let priority: &Enumeration = &plain_schema::enumeration::THREAD_PRIORITY;
    for value in priority.values {
        let text = in_thread(&format!("priority = {}", with_cursor(value.name)));
        let name = format!("priority/{}", value.name);
        probes.extend(is_documented_and_defined(&name, &text, &[value.name]));
    }
    probes
}

/// Probes for names in the lists of a container and a row.
fn names_in_fragments() -> Vec<Probe> {
    let mut probes = Vec::new();
    for (call, names) in [
        ("row_content![te$0xt(name)]", &["text", "Text"][..]),
        ("row_content![badge(name, co$0lor = Red)]", &["color"]),
        ("row_content![badge(name, color = R$0ed), bad]", &["Red"]),
        (
            "container_content![r$0ow(main_content = [text(name)], aside_content = [divider()])]",
            &["row", "Row"],
        ),
    ] {
        let text = within_function(&format!("let list = {call};"));
        probes.extend(is_documented_and_defined(call, &text, names));
    }
    probes
}

/// Probes for names in the branches of a value.
fn values_in_branches() -> Vec<Probe> {
    let mut probes = Vec::new();
    for (name, component, expected) in [
        (
            "value in a branch",
            r#"badge("a", color = if user.is_admin { Re$0d } else { Green })"#,
            "Red",
        ),
        (
            "value in an arm",
            "spacer(match user.id { 1 => S, _ => X$0L })",
            "XL",
        ),
        (
            "kind in a branch",
            r#"user(if user.is_admin { user_id("u_1") } else { email_add$0ress("a@x.example") })"#,
            "email_address",
        ),
    ] {
        let text = with_components(&format!("[{component}]"));
        probes.extend(is_documented_and_defined(name, &text, &[expected]));
    }
    probes
}

/// Probes for the values of a property.
fn values(component: &Component, property: &Property) -> Vec<Probe> {
    let ValueType::Enumeration(enumeration) = property.value else {
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
        let arguments: Vec<String> = others
            .map(|other| format!("{} = {}", other.name, example(&other.value)))
            .chain([format!("{} = {name}", property.name)])
            .collect();
        let text = format!("[{}({})]", component.name, arguments.join(", "));
        let name = format!("{}/{}/{}", component.name, property.name, value.name);
        is_documented_and_defined(&name, &with_components(&text), &[value.name])
    });
    probes.collect()
}

/// The name at the cursor has documentation, and one definition: an item of `plain-runtime`, on a
/// line with one of the names.
fn is_documented_and_defined(name: &str, text: &str, names: &[&str]) -> [Probe; 2] {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let (to_hover, to_go) = (text.to_owned(), text.to_owned());
    let documentation = Probe::new(format!("hover/{name}"), move |editor| {
        let hover = editor.hover(&to_hover);
        let documentation = hover.rsplit("---").next().unwrap_or_default();
        let has_words = documentation.split_whitespace().count() >= 7;
        let has_page = documentation.contains("See <https://www.plain.com/docs/");
        expect(
            has_words && has_page,
            "documentation with a link to Plain's",
            &hover,
        )
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

/// A call with all fields of an event, each formatted by `field`.
fn call(event: &Entity, field: &dyn Fn(&Property) -> String) -> String {
    let fields: Vec<String> = event.fields.iter().map(field).collect();
    format!("let event = {}!({});", event.name, fields.join(", "))
}

/// A component with all its properties. The cursor is on one property, or on the component's name.
fn component_with_cursor(component: &Component, at: Option<&Property>) -> String {
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

/// A call that uses a kind of an identifier.
fn with_identifier(identifier: &Identifier, kind: &str) -> String {
    let kind = format!("{kind}({})", r#""jane@acme.com""#);
    match identifier.name {
        "UserIdentifier" => with_components(&format!("[user({kind})]")),
        "TenantIdentifier" | "AssigneeIdentifier" => {
            let field = if identifier.name == "TenantIdentifier" {
                "tenant_identifier"
            } else {
                "assigned_to"
            };
            within_function(&format!(
                "let thread = thread!(customer_identifier = customer_id(\"c_1\"), {field} = {kind});"
            ))
        }
        "WorkflowIdentifier" => with_components(&format!("[workflow_button(\"Refund\", {kind})]")),
        _ => within_function(&format!(
            "let event = customer_event!(title = \"a\", customer_identifier = {kind}, components = [text(\"b\")]);"
        )),
    }
}

/// Source code of a valid value.
fn example(value: &ValueType) -> String {
    match value {
        ValueType::String(StringRule::DateTime) => r#""2024-10-28T18:30:00Z""#.to_owned(),
        ValueType::String(StringRule::Url) => r#""https://admin.example.com""#.to_owned(),
        ValueType::String(StringRule::Id { prefix }) => format!("\"{prefix}1\""),
        ValueType::String(_) => "name".to_owned(),
        ValueType::Boolean => "user.is_admin".to_owned(),
        ValueType::Enumeration(enumeration) => enumeration.values[0].name.to_owned(),
        ValueType::Identifier(identifier) => format!("{}(user.email)", identifier.kinds[0].name),
        ValueType::Integer { .. } | ValueType::Number => "user.id".to_owned(),
        ValueType::List(ListContent::Components(_), _) => r#"[text("a")]"#.to_owned(),
        ValueType::List(ListContent::ThreadFields, _) => r#"[string_field("a", "b")]"#.to_owned(),
        ValueType::List(ListContent::Texts(_), _) => "[name]".to_owned(),
    }
}

/// A name with the cursor after its first character.
fn with_cursor(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    format!("{first}$0{rest}")
}
