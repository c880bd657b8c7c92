//! Validates the inputs of mutations against the rules of `plain-schema`.

use std::slice;

use plain_schema::{
    COMPONENTS, Context, Entity, EnumEncoding, Enumeration, Identifier, ListContent, ListRule,
    Property, StringRule, THREAD_FIELDS, ValueType, check_integer,
};
use serde_json::{Map, Value};

use crate::response::mutation_error::{FieldError, MutationError};
use crate::workspace::component::property_value;

/// Validates the input of a mutation that creates an event.
pub(crate) fn validate_event(event: &Entity, input: &Value) -> Result<(), MutationError> {
    let mut validator = InputValidator::default();
    validator.entity(event, input);
    validator.finish()
}

/// Collects every violation of an input.
#[derive(Default)]
pub(crate) struct InputValidator {
    errors: Vec<FieldError>,
}

impl InputValidator {
    /// Fails if there are violations.
    pub(crate) fn finish(self) -> Result<(), MutationError> {
        if self.errors.is_empty() {
            Ok(())
        } else {
            Err(MutationError::input_validation(self.errors))
        }
    }

    /// Adds a violation of a rule that `plain-schema` does not have.
    pub(crate) fn add(&mut self, error: FieldError) {
        self.errors.push(error);
    }

    /// Validates the input of a mutation that creates an entity.
    pub(crate) fn entity(&mut self, entity: &Entity, input: &Value) {
        if let Some(input) = input.as_object() {
            self.properties(entity.fields, input, "");
        }
    }

    /// Validates a string, if it is present.
    pub(crate) fn string(&mut self, rule: StringRule, text: Option<&Value>, path: &str) {
        if let Some(Value::String(text)) = text
            && let Err(violation) = rule.check(text)
        {
            self.add(FieldError::violation(path, violation));
        }
    }

    /// Validates that exactly one kind of an identifier is set, and its value.
    pub(crate) fn identifier(&mut self, identifier: &Identifier, value: &Value, path: &str) {
        let Some(object) = value.as_object() else {
            return;
        };
        let present: Vec<&str> = identifier
            .kinds
            .iter()
            .map(|kind| kind.graphql_name)
            .filter(|name| object.contains_key(*name))
            .collect();
        let allowed = identifier.kinds.iter().map(|kind| kind.graphql_name);
        self.exactly_one(&present, allowed, path);
        for kind in identifier.kinds {
            let value = object.get(kind.graphql_name);
            self.string(kind.rule, value, &join(path, kind.graphql_name));
        }
    }

    /// Validates the value of an enum, if it is present. GraphQL's coercion validates those with names.
    pub(crate) fn enumeration(&mut self, enumeration: &Enumeration, value: &Value, path: &str) {
        let values = enumeration.values;
        if enumeration.encoding == EnumEncoding::Numbers
            && let Some(number) = value.as_i64()
            && !values
                .iter()
                .any(|it| it.graphql_name == number.to_string())
        {
            let (first, last) = (&values[0], &values[values.len() - 1]);
            let message = format!(
                "{number}; expected {} ({}) to {} ({})",
                first.graphql_name, first.name, last.graphql_name, last.name
            );
            self.add(FieldError::validation(path, message));
        }
    }

    /// Validates the value of a thread field, whose type requires one of the fields.
    pub(crate) fn thread_field_value(&mut self, field: &Map<String, Value>, path: &str) {
        let row = THREAD_FIELDS
            .iter()
            .find(|row| field.get("type").is_some_and(|it| it == row.graphql_type));
        let value = row.and_then(|row| row.property("value"));
        self.properties(value.map_or(&[], slice::from_ref), field, path);
    }

    /// Validates that an object has exactly one of the allowed fields. It may have others.
    pub(crate) fn exactly_one_of(&mut self, object: &Value, allowed: &[&str], path: &str) {
        let present: Vec<&str> = allowed
            .iter()
            .copied()
            .filter(|name| object.get(name).is_some())
            .collect();
        self.exactly_one(&present, allowed.iter().copied(), path);
    }

    /// Validates that exactly one of the allowed fields is present.
    fn exactly_one<'a>(
        &mut self,
        present: &[&str],
        allowed: impl Iterator<Item = &'a str>,
        path: &str,
    ) {
        match present {
            [_] => {}
            [] => {
                let allowed: Vec<&str> = allowed.collect();
                let message = format!("empty; set exactly one of {}", allowed.join(", "));
                self.add(FieldError::required(path, message));
            }
            several => {
                let message = format!("set only one of {}", several.join(", "));
                self.add(FieldError::validation(path, message));
            }
        }
    }

    fn properties(&mut self, properties: &[Property], object: &Map<String, Value>, path: &str) {
        for property in properties {
            match property_value(property, object) {
                Some((name, value)) => self.value(property.value, value, &join(path, name)),
                None if property.is_required() => self.add(FieldError::required(
                    &join(path, property.graphql_name),
                    "missing; this field is required",
                )),
                None => {}
            }
        }
    }

    fn value(&mut self, value_type: ValueType, value: &Value, path: &str) {
        match value_type {
            ValueType::String(rule) => self.string(rule, Some(value), path),
            ValueType::Enumeration(enumeration) => self.enumeration(enumeration, value, path),
            ValueType::List(ListContent::ThreadFields, _) => self.thread_fields(value, path),
            ValueType::Integer { max } => self.integer(max, value, path),
            // Validated by GraphQL's coercion. The texts of a list are ids, which are looked up.
            ValueType::Boolean | ValueType::Number | ValueType::List(ListContent::Texts(_), _) => {}
            ValueType::Identifier(identifier) => self.identifier(identifier, value, path),
            ValueType::List(ListContent::Components(context), rule) => {
                self.components(context, rule, value, path);
            }
        }
    }

    /// Validates a whole number: that of a card, which is not coerced by GraphQL.
    fn integer(&mut self, max: u64, value: &Value, path: &str) {
        let number = value.as_i64().map(i128::from);
        let number = number.or_else(|| value.as_u64().map(i128::from));
        match number.map(|number| check_integer(number, max)) {
            Some(Ok(())) => {}
            Some(Err(violation)) => self.add(FieldError::violation(path, violation)),
            None => self.add(FieldError::validation(path, "not a whole number")),
        }
    }

    fn thread_fields(&mut self, value: &Value, path: &str) {
        for (index, field) in value.as_array().into_iter().flatten().enumerate() {
            let path = format!("{path}[{index}]");
            let key = field.get("key");
            self.string(StringRule::FieldKey, key, &join(&path, "key"));
            if let Some(field) = field.as_object() {
                self.thread_field_value(field, &path);
            }
        }
    }

    fn components(&mut self, context: Context, rule: ListRule, value: &Value, path: &str) {
        let Some(components) = value.as_array() else {
            return;
        };
        if let Err(violation) = rule.check(components.len()) {
            self.add(FieldError::violation(path, violation));
        }
        for (index, component) in components.iter().enumerate() {
            if let Some(object) = component.as_object() {
                self.component(context, object, &format!("{path}[{index}]"));
            }
        }
    }

    fn component(&mut self, context: Context, object: &Map<String, Value>, path: &str) {
        let admitted = || COMPONENTS.iter().filter(|it| context.admits(it.kind));
        let present: Vec<&str> = admitted()
            .map(|component| component.graphql_field)
            .filter(|name| object.contains_key(*name))
            .collect();
        self.exactly_one(&present, admitted().map(|it| it.graphql_field), path);
        for component in admitted() {
            if let Some(Value::Object(properties)) = object.get(component.graphql_field) {
                let path = join(path, component.graphql_field);
                self.properties(component.properties, properties, &path);
            }
        }
    }
}

/// Joins the parts of a path: `a.b`, or `b` at the root.
fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

#[cfg(test)]
mod tests {
    use plain_schema::entity::CUSTOMER_EVENT;
    use serde_json::{Value, json};

    use super::validate_event;
    use crate::response::mutation_error::FieldErrorKind::{self, Required, Validation};

    fn violations(components: &Value) -> Vec<(String, FieldErrorKind)> {
        let input = json!({
            "title": "t",
            "customerIdentifier": { "customerId": "c_1" },
            "components": components,
        });
        fields(&input)
    }

    /// The invalid fields of an input.
    fn fields(input: &Value) -> Vec<(String, FieldErrorKind)> {
        let errors =
            validate_event(&CUSTOMER_EVENT, input).map_or_else(|it| it.fields, |()| vec![]);
        errors
            .into_iter()
            .map(|error| (error.field, error.kind))
            .collect()
    }

    #[test]
    fn every_violation_is_reported_with_its_path() {
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
    fn deprecated_names_are_accepted() {
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
    fn empty_lists_without_a_documented_rule_are_accepted() {
        assert_eq!(violations(&json!([])), []);
        let row = json!({ "componentRow": {
            "rowMainContent": [{ "componentText": { "text": "a" } }],
            "rowAsideContent": [],
        } });
        assert_eq!(violations(&json!([row])), []);
    }

    #[test]
    fn fields_of_the_event_are_validated() {
        let input = json!({
            "title": "\t",
            "customerIdentifier": {},
            "components": [],
            "externalId": "",
            "timestamp": "yesterday",
        });
        let expected = [
            ("title", Required),
            ("customerIdentifier", Required),
            ("externalId", Required),
            ("timestamp", Validation),
        ];
        assert_eq!(
            fields(&input),
            expected.map(|(field, kind)| (field.to_owned(), kind))
        );
    }
}
