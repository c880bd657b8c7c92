//! Validates cards: their components have the fields of GraphQL's inputs, and obey the rules of events.

use std::sync::LazyLock;

use apollo_compiler::ExecutableDocument;
use apollo_compiler::request::coerce_variable_values;
use apollo_compiler::response::{JsonMap, JsonValue};
use apollo_compiler::validation::Valid;
use plain_schema::Context;
use plain_schema::entity::CUSTOMER_CARD;
use serde_json::{Value, json};

use super::SCHEMA;
use super::arguments::normalize;
use super::validate::InputValidator;
use crate::response::mutation_error::FieldError;

/// Variable of [`DOCUMENT`].
const VARIABLE: &str = "components";

/// Upper bound on the violations that a message lists.
const MAX_VIOLATIONS: usize = 10;

/// A document with a variable of the type of a card's components, which have the fields of a thread's.
#[expect(
    clippy::expect_used,
    reason = "the document is part of the program, and the tests of this module parse it"
)]
static DOCUMENT: LazyLock<Valid<ExecutableDocument>> = LazyLock::new(|| {
    let input = Context::Card.graphql_input();
    let source = format!(
        "mutation (${VARIABLE}: [{input}!]!) {{ createThread(input: {{ customerIdentifier: {{}}, components: ${VARIABLE} }}) \
         {{ thread {{ id }} }} }}"
    );
    ExecutableDocument::parse_and_validate(&SCHEMA, source, "card.graphql").expect("it is valid")
});

/// Validates the fields of a card, and returns its components without fields that are null. The error lists
/// the violations with their paths.
pub(crate) fn validate_card(
    components: &Value,
    time_to_live_seconds: Option<&Value>,
) -> Result<Value, String> {
    let components = coerce(components)?;
    let mut card = json!({ "components": components });
    if let Some(seconds) = time_to_live_seconds {
        card["timeToLiveSeconds"] = seconds.clone();
    }
    let mut validator = InputValidator::default();
    validator.entity(&CUSTOMER_CARD, &card);
    match validator.finish() {
        Ok(()) => Ok(components),
        Err(error) => Err(describe(&error.fields)),
    }
}

/// Coerces components to the type of GraphQL.
fn coerce(components: &Value) -> Result<Value, String> {
    let operation = DOCUMENT
        .operations
        .get(None)
        .map_err(|error| error.message().to_string())?;
    let mut variables = JsonMap::new();
    variables.insert(VARIABLE, JsonValue::from(components.clone()));
    let coerced = coerce_variable_values(&SCHEMA, operation, &variables)
        .map_err(|error| error.message().to_string())?;
    let definition = operation.variables.first();
    match (coerced.get(VARIABLE), definition) {
        (Some(value), Some(definition)) => Ok(normalize(value, &definition.ty, &SCHEMA)),
        _ => Ok(Value::Null),
    }
}

fn describe(errors: &[FieldError]) -> String {
    let mut lines: Vec<String> = errors
        .iter()
        .take(MAX_VIOLATIONS)
        .map(|error| format!("{}: {}", error.field, error.message))
        .collect();
    if errors.len() > MAX_VIOLATIONS {
        lines.push(format!("and {} more", errors.len() - MAX_VIOLATIONS));
    }
    lines.join(". ")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::validate_card;

    #[test]
    fn nulls_are_left_out() {
        let components = json!([{ "componentText": { "text": "a", "textSize": null } }]);
        let expected = json!([{ "componentText": { "text": "a" } }]);
        assert_eq!(validate_card(&components, None), Ok(expected));
    }

    #[test]
    fn a_layout_obeys_the_rules_of_events() {
        let text = |text: &str| json!({ "componentText": { "text": text } });
        for (components, expected) in [
            (
                json!([text(" ")]),
                "components[0].componentText.text: blank",
            ),
            (json!([{}]), "components[0]: empty; set exactly one of"),
            (
                json!([{ "componentContainer": { "containerContent": [] } }]),
                "components[0].componentContainer.containerContent: no components",
            ),
            (
                json!([{ "componentLinkButton": { "linkButtonLabel": "a", "linkButtonUrl": "/a" } }]),
                "linkButtonUrl: not an absolute URL",
            ),
            (json!([{ "componentButton": {} }]), "componentButton"),
            (
                json!([{ "componentSpacer": { "spacerSize": "HUGE" } }]),
                "HUGE",
            ),
            (json!([{ "componentText": { "text": 5 } }]), "String"),
            (json!(["text"]), "ComponentInput"),
            (json!({ "componentText": { "text": "a", "b": 1 } }), "b"),
            (json!([null]), "null"),
        ] {
            let error = validate_card(&components, None).unwrap_err();
            assert!(error.contains(expected), "{components}: {error}");
        }
    }

    #[test]
    fn a_time_to_live_is_a_whole_number_in_its_range() {
        let validate = |seconds: Value| validate_card(&json!([]), Some(&seconds));
        for seconds in [0, 1, 15, 31_536_000] {
            assert!(validate(json!(seconds)).is_ok(), "{seconds}");
        }
        for (seconds, expected) in [
            (json!(-1), "timeToLiveSeconds: not from 0 to 31536000"),
            (json!(31_536_001), "not from 0 to 31536000"),
            (json!(u64::MAX), "not from 0 to 31536000"),
            (json!(1.5), "timeToLiveSeconds: not a whole number"),
            (json!("60"), "not a whole number"),
        ] {
            let error = validate(seconds.clone()).unwrap_err();
            assert!(error.contains(expected), "{seconds}: {error}");
        }
    }

    #[test]
    fn many_violations_are_cut() {
        let components = vec![json!({ "componentText": { "text": "" } }); 12];
        let error = validate_card(&json!(components), None).unwrap_err();
        assert!(error.ends_with(". and 2 more"), "{error}");
    }
}
