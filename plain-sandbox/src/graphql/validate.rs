//! Holds an input against the rules, walking it by the table of `plain-schema`.

use plain_schema::{
    COMPONENTS, Context, Event, Identifier, ListRule, Property, StringRule, ValueType, Violation,
};
use serde_json::{Map, Value};

use crate::response::mutation_error::FieldError;
use crate::workspace::component::given;

/// Every violation of the input of a mutation that creates an event.
pub(crate) fn event(event: &Event, input: &Value) -> Vec<FieldError> {
    let mut check = Check::default();
    if let Some(input) = input.as_object() {
        check.properties(event.fields, input, "");
    }
    check.errors
}

/// A list of violations under construction.
#[derive(Default)]
pub(crate) struct Check {
    errors: Vec<FieldError>,
}

impl Check {
    /// The violations found.
    pub(crate) fn into_errors(self) -> Vec<FieldError> {
        self.errors
    }

    /// Checks a text, if it is there.
    pub(crate) fn text(&mut self, rule: StringRule, text: Option<&Value>, path: &str) {
        if let Some(Value::String(text)) = text
            && let Err(violation) = rule.check(text)
        {
            self.errors.push(FieldError::violation(path, violation));
        }
    }

    /// Adds a violation that no rule of `plain-schema` knows.
    pub(crate) fn add(&mut self, error: FieldError) {
        self.errors.push(error);
    }

    /// Checks that exactly one of the ways to name something is used, and how.
    pub(crate) fn identifier(&mut self, identifier: &Identifier, value: &Value, path: &str) {
        let Some(object) = value.as_object() else {
            return;
        };
        let given: Vec<&str> = identifier
            .kinds
            .iter()
            .map(|kind| kind.graphql_name)
            .filter(|name| object.contains_key(*name))
            .collect();
        let all = identifier.kinds.iter().map(|kind| kind.graphql_name);
        self.exactly_one(&given, all, path);
        for kind in identifier.kinds {
            let value = object.get(kind.graphql_name);
            self.text(kind.rule, value, &join(path, kind.graphql_name));
        }
    }

    /// Checks the components of a thread that is created with some.
    pub(crate) fn thread_components(&mut self, components: &Value, path: &str) {
        self.components(
            Context::Event,
            ListRule::NotEmptyAtCompileTime,
            components,
            path,
        );
    }

    fn properties(&mut self, properties: &[Property], object: &Map<String, Value>, path: &str) {
        for property in properties {
            match given(property, object) {
                Some((name, value)) => self.value(property.value, value, &join(path, name)),
                None if property.is_required() => self.errors.push(FieldError::required(
                    &join(path, property.graphql_name),
                    "missing; it is required",
                )),
                None => {}
            }
        }
    }

    fn value(&mut self, takes: ValueType, value: &Value, path: &str) {
        match takes {
            ValueType::String(rule) => self.text(rule, Some(value), path),
            // GraphQL's coercion has seen to them.
            ValueType::Boolean | ValueType::Enumeration(_) => {}
            ValueType::Identifier(identifier) => self.identifier(identifier, value, path),
            ValueType::Components(context, rule) => self.components(context, rule, value, path),
        }
    }

    fn components(&mut self, context: Context, rule: ListRule, value: &Value, path: &str) {
        let Some(components) = value.as_array() else {
            return;
        };
        if components.is_empty() && rule == ListRule::NotEmpty {
            self.errors
                .push(FieldError::violation(path, Violation::NoComponents));
        }
        for (index, component) in components.iter().enumerate() {
            if let Some(object) = component.as_object() {
                self.component(context, object, &format!("{path}[{index}]"));
            }
        }
    }

    fn component(&mut self, context: Context, object: &Map<String, Value>, path: &str) {
        let admitted = || COMPONENTS.iter().filter(|it| context.admits(it.kind));
        let given: Vec<&str> = admitted()
            .map(|component| component.graphql_field)
            .filter(|name| object.contains_key(*name))
            .collect();
        self.exactly_one(&given, admitted().map(|it| it.graphql_field), path);
        for component in admitted() {
            if let Some(Value::Object(properties)) = object.get(component.graphql_field) {
                let path = join(path, component.graphql_field);
                self.properties(component.properties, properties, &path);
            }
        }
    }

    /// Of the names given, there must be one.
    pub(crate) fn exactly_one<'a>(
        &mut self,
        given: &[&str],
        all: impl Iterator<Item = &'a str>,
        path: &str,
    ) {
        match given {
            [_] => {}
            [] => {
                let all: Vec<&str> = all.collect();
                let message = format!("empty; set exactly one of {}", all.join(", "));
                self.errors.push(FieldError::required(path, message));
            }
            several => {
                let message = format!("set only one of {}", several.join(", "));
                self.errors.push(FieldError::validation(path, message));
            }
        }
    }
}

/// `a.b`, or `b` at the root.
fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

#[cfg(test)]
mod tests {
    use plain_schema::event::CUSTOMER_EVENT;
    use serde_json::{Value, json};

    use super::event;
    use crate::response::mutation_error::FieldErrorKind::{self, Required, Validation};

    fn violations(components: &Value) -> Vec<(String, FieldErrorKind)> {
        let input = json!({
            "title": "t",
            "customerIdentifier": { "customerId": "c_1" },
            "components": components,
        });
        event(&CUSTOMER_EVENT, &input)
            .into_iter()
            .map(|error| (error.field, error.kind))
            .collect()
    }

    #[test]
    fn every_violation_is_found_at_once_and_at_its_place() {
        let found = violations(&json!([
            { "componentText": { "text": " " } },
            {},
            { "componentSpacer": {} },
            { "componentText": { "text": "a" }, "componentBadge": { "badgeLabel": "" } },
            { "componentLinkButton": { "linkButtonUrl": "/keys", "label": "x".repeat(501) } },
            { "componentContainer": { "containerContent": [
                { "componentRow": { "rowMainContent": [], "rowAsideContent": [] } },
            ] } },
            { "componentUser": { "userIdentifier": { "userId": "u_1", "emailAddress": "x" } } },
        ]));
        let expected = [
            ("components[0].componentText.text", Required),
            ("components[1]", Required),
            ("components[2].componentSpacer.spacerSize", Required),
            ("components[3]", Validation),
            ("components[3].componentBadge.badgeLabel", Required),
            ("components[4].componentLinkButton.label", Validation),
            (
                "components[4].componentLinkButton.linkButtonUrl",
                Validation,
            ),
            (
                "components[5].componentContainer.containerContent[0].componentRow.rowMainContent",
                Required,
            ),
            ("components[6].componentUser.userIdentifier", Validation),
            (
                "components[6].componentUser.userIdentifier.emailAddress",
                Validation,
            ),
        ];
        let expected = expected.map(|(field, kind)| (field.to_owned(), kind));
        assert_eq!(found, expected);
    }

    #[test]
    fn older_names_count() {
        assert_eq!(
            violations(&json!([
                { "componentSpacer": { "size": "M" } },
                { "componentDivider": { "spacingSize": "M" } },
                { "componentLinkButton": { "url": "https://a.com", "label": "a" } },
            ])),
            []
        );
    }

    #[test]
    fn what_is_left_to_plain_is_accepted() {
        assert_eq!(violations(&json!([])), []);
        let row = json!({ "componentRow": {
            "rowMainContent": [{ "componentText": { "text": "a" } }],
            "rowAsideContent": [],
        } });
        assert_eq!(violations(&json!([row])), []);
    }

    #[test]
    fn the_event_itself_is_checked() {
        let input = json!({
            "title": "\t",
            "customerIdentifier": {},
            "components": [],
            "externalId": "",
            "timestamp": "yesterday",
        });
        let found: Vec<_> = event(&CUSTOMER_EVENT, &input)
            .into_iter()
            .map(|error| (error.field, error.kind))
            .collect();
        let expected = [
            ("title", Required),
            ("customerIdentifier", Required),
            ("externalId", Required),
            ("timestamp", Validation),
        ];
        assert_eq!(
            found,
            expected.map(|(field, kind)| (field.to_owned(), kind))
        );
    }
}
