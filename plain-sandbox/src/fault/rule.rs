//! Which requests a fault strikes.

use std::fmt;

use apollo_compiler::response::{JsonMap, JsonValue};
use serde_json::Value;

use super::Fault;
use super::plan::Subject;

/// A fault, and which requests it strikes: all of them, unless it says otherwise.
///
/// In JSON, as `PUT /api/faults` and the program's `--faults` take it, a rule is one object. The first
/// of these is `{"status": 503, "next": 2}`; the README has the others.
///
/// ```
/// use plain_sandbox::{Fault, FaultRule};
///
/// // The next two requests.
/// FaultRule::new(Fault::status(503)).next(2);
/// // The third customer event.
/// FaultRule::new(Fault::reset().after_commit()).operation("createCustomerEvent").nth(3);
/// // Three in ten.
/// FaultRule::new(Fault::silence()).probability(0.3);
/// // This one event, however often it is sent.
/// FaultRule::new(Fault::status(500)).variables(serde_json::json!({ "input": { "externalId": "1" } }));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct FaultRule {
    pub(super) fault: Fault,
    pub(super) operation: Option<String>,
    pub(super) variables: Option<Value>,
    pub(super) when: When,
}

/// Which of the requests that match.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum When {
    Always,
    Nth(u64),
    Next(u64),
    Probability(f64),
}

impl FaultRule {
    /// Strikes every request.
    pub fn new(fault: Fault) -> Self {
        Self {
            fault,
            operation: None,
            variables: None,
            when: When::Always,
        }
    }

    /// Only requests that ask for this field of `Mutation` or `Query`, such as `createCustomerEvent`.
    #[must_use]
    pub fn operation(mut self, field: impl Into<String>) -> Self {
        self.operation = Some(field.into());
        self
    }

    /// Only requests whose variables have at least what stands here: objects may have more fields,
    /// all else is equal.
    #[must_use]
    pub fn variables(mut self, variables: Value) -> Self {
        self.variables = Some(variables);
        self
    }

    /// Only the nth of the requests that match, counted from 1.
    ///
    /// It takes the place of [`next`](Self::next) and [`probability`](Self::probability).
    ///
    /// # Panics
    ///
    /// If it is 0.
    #[must_use]
    #[track_caller]
    pub fn nth(self, nth: u64) -> Self {
        self.when(When::Nth(nth))
    }

    /// Only the next so many requests that match, and that no rule before this one strikes.
    ///
    /// It takes the place of [`nth`](Self::nth) and [`probability`](Self::probability).
    #[must_use]
    #[track_caller]
    pub fn next(self, count: u64) -> Self {
        self.when(When::Next(count))
    }

    /// Only this share of the requests that match, from 0 to 1, drawn one by one from the seed.
    ///
    /// It takes the place of [`nth`](Self::nth) and [`next`](Self::next).
    ///
    /// # Panics
    ///
    /// If it is not from 0 to 1.
    #[must_use]
    #[track_caller]
    pub fn probability(self, probability: f64) -> Self {
        self.when(When::Probability(probability))
    }

    #[track_caller]
    fn when(mut self, when: When) -> Self {
        if let Err(error) = when.check() {
            panic!("{error}");
        }
        self.when = when;
        self
    }

    pub(super) fn matches(&self, subject: &Subject<'_>) -> bool {
        let has_operation = |field: &String| subject.operations.contains(field);
        let has_variables = |expected: &Value| match (expected, subject.variables) {
            (Value::Object(expected), Some(variables)) => contains_all(variables, expected),
            _ => false,
        };
        self.operation.as_ref().is_none_or(has_operation)
            && self.variables.as_ref().is_none_or(has_variables)
            // There is no mutation that the error could take the place of.
            && (subject.is_mutation || self.fault.as_mutation_error().is_none())
    }
}

impl From<Fault> for FaultRule {
    fn from(fault: Fault) -> Self {
        Self::new(fault)
    }
}

/// The fault and the requests it strikes, in a few words: `status 503, the next 2`.
impl fmt::Display for FaultRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.fault)?;
        if let Some(operation) = &self.operation {
            write!(f, " of {operation}")?;
        }
        if let Some(variables) = &self.variables {
            write!(f, " with {variables}")?;
        }
        match self.when {
            When::Always => Ok(()),
            When::Nth(nth) => write!(f, ", number {nth}"),
            When::Next(count) => write!(f, ", the next {count}"),
            When::Probability(probability) => write!(f, ", probability {probability}"),
        }
    }
}

impl When {
    pub(super) fn check(self) -> Result<(), String> {
        match self {
            Self::Nth(0) => Err("nth is 0; requests are counted from 1".to_owned()),
            Self::Probability(p) if !(0.0..=1.0).contains(&p) => {
                Err(format!("the probability is {p}; write one from 0 to 1"))
            }
            _ => Ok(()),
        }
    }
}

fn contains_all(actual: &JsonMap, expected: &serde_json::Map<String, Value>) -> bool {
    expected.iter().all(|(name, expected)| {
        actual
            .get(name.as_str())
            .is_some_and(|actual| contains(actual, expected))
    })
}

fn contains(actual: &JsonValue, expected: &Value) -> bool {
    match (actual, expected) {
        (JsonValue::Object(actual), Value::Object(expected)) => contains_all(actual, expected),
        (JsonValue::Array(actual), Value::Array(expected)) => {
            actual.len() == expected.len()
                && actual
                    .iter()
                    .zip(expected)
                    .all(|(actual, expected)| contains(actual, expected))
        }
        (JsonValue::String(actual), Value::String(expected)) => actual.as_str() == expected,
        (JsonValue::Number(actual), Value::Number(expected)) => actual == expected,
        (JsonValue::Bool(actual), Value::Bool(expected)) => actual == expected,
        (JsonValue::Null, Value::Null) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use apollo_compiler::response::serde_json_bytes;
    use serde_json::json;

    use super::contains;

    #[test]
    fn an_object_may_have_more_fields_and_all_else_is_equal() {
        let actual = serde_json_bytes::json!({
            "a": { "b": [{ "c": 1, "d": null }, true], "e": "f" }, "g": 1.5,
        });
        for expected in [
            json!({}),
            json!({ "g": 1.5 }),
            json!({ "a": { "e": "f" } }),
            json!({ "a": { "b": [{ "c": 1 }, true] } }),
            json!({ "a": { "b": [{ "d": null }, true] } }),
        ] {
            assert!(contains(&actual, &expected), "{expected}");
        }
        for expected in [
            json!({ "h": null }),
            json!({ "g": "1.5" }),
            json!({ "a": "f" }),
            json!({ "a": { "b": [{ "c": 1 }] } }),
            json!({ "a": { "b": [{ "c": 2 }, true] } }),
            json!([]),
        ] {
            assert!(!contains(&actual, &expected), "{expected}");
        }
    }
}
