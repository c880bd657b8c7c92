//! Rules that select the requests for a fault.

use std::fmt;

use apollo_compiler::response::{JsonMap, JsonValue};
use serde_json::Value;

use super::Fault;

/// A fault and the requests it applies to, by default all.
///
/// In JSON, which `PUT /api/faults` and the option `--faults` accept, a rule is one object. The first of
/// these examples is `{"status": 503, "next": 2}`; the README has the others.
///
/// ```
/// use plain_sandbox::{Fault, FaultRule};
///
/// // The next two requests.
/// FaultRule::new(Fault::status(503)).next(2);
/// // The third customer event.
/// FaultRule::new(Fault::reset().after_commit()).operation("createCustomerEvent").nth(3);
/// // Three in ten requests.
/// FaultRule::new(Fault::no_response()).probability(0.3);
/// // Every request for this event.
/// FaultRule::new(Fault::status(500)).variables(serde_json::json!({ "input": { "externalId": "1" } }));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct FaultRule {
    pub(super) fault: Fault,
    pub(super) operation: Option<String>,
    pub(super) variables: Option<Value>,
    pub(super) trigger: Trigger,
}

/// The properties of a request that rules match.
pub(crate) struct RequestFacts<'a> {
    pub(crate) operations: &'a [String],
    pub(crate) is_mutation: bool,
    pub(crate) variables: Option<&'a JsonMap>,
}

/// Selects from the matching requests.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Trigger {
    Always,
    Nth(u64),
    Next(u64),
    Probability(f64),
}

impl FaultRule {
    /// Applies a fault to every request.
    ///
    /// ```
    /// use plain_sandbox::{Fault, FaultRule};
    ///
    /// // Every request fails.
    /// let outage = FaultRule::new(Fault::status(503));
    /// ```
    pub fn new(fault: Fault) -> Self {
        Self {
            fault,
            operation: None,
            variables: None,
            trigger: Trigger::Always,
        }
    }

    /// Restricts the rule to requests that select this field of `Mutation` or `Query`, such as
    /// `createCustomerEvent`.
    ///
    /// ```
    /// use plain_sandbox::{Fault, FaultRule};
    ///
    /// // Customers can be upserted, but no event is created.
    /// let rule = FaultRule::new(Fault::status(500)).operation("createCustomerEvent");
    /// ```
    #[must_use]
    pub fn operation(mut self, field: impl Into<String>) -> Self {
        self.operation = Some(field.into());
        self
    }

    /// Restricts the rule to requests whose variables contain these. Objects may have additional fields;
    /// other values must be equal.
    ///
    /// ```
    /// use plain_sandbox::{Fault, FaultRule};
    /// use serde_json::json;
    ///
    /// // The events of one customer fail.
    /// let customer = json!({ "input": { "customerIdentifier": { "externalId": "jane" } } });
    /// let rule = FaultRule::new(Fault::reset()).variables(customer);
    /// ```
    #[must_use]
    pub fn variables(mut self, variables: Value) -> Self {
        self.variables = Some(variables);
        self
    }

    /// Restricts the rule to the nth matching request, counted from 1.
    ///
    /// Replaces [`next`](Self::next) and [`probability`](Self::probability).
    ///
    /// # Panics
    ///
    /// If it is 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use plain_sandbox::{Fault, FaultRule};
    ///
    /// // The third event of a batch is cut off.
    /// let rule = FaultRule::new(Fault::reset()).operation("createCustomerEvent").nth(3);
    /// ```
    #[must_use]
    #[track_caller]
    pub fn nth(self, nth: u64) -> Self {
        self.with_trigger(Trigger::Nth(nth))
    }

    /// Restricts the rule to the next `count` matching requests to which no earlier rule applies.
    ///
    /// Replaces [`nth`](Self::nth) and [`probability`](Self::probability).
    ///
    /// ```
    /// use plain_sandbox::{Fault, FaultRule};
    ///
    /// // A client that tries three times succeeds.
    /// let rule = FaultRule::new(Fault::status(503)).next(2);
    /// ```
    #[must_use]
    #[track_caller]
    pub fn next(self, count: u64) -> Self {
        self.with_trigger(Trigger::Next(count))
    }

    /// Restricts the rule to a random share of the matching requests, from 0 to 1. The random numbers
    /// depend on the seed.
    ///
    /// Replaces [`nth`](Self::nth) and [`next`](Self::next).
    ///
    /// # Panics
    ///
    /// If it is not between 0 and 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use plain_sandbox::{Fault, FaultRule};
    ///
    /// let rule = FaultRule::new(Fault::status(429).header("retry-after", "1")).probability(0.1);
    /// ```
    #[must_use]
    #[track_caller]
    pub fn probability(self, probability: f64) -> Self {
        self.with_trigger(Trigger::Probability(probability))
    }

    /// Rules of which each applies to its share of all requests, from 0 to 1, and at most one to a request.
    ///
    /// # Panics
    ///
    /// If a share is negative, or their sum exceeds 1.
    ///
    /// ```
    /// use plain_sandbox::{Fault, FaultRule};
    ///
    /// // Three in ten requests fail. After one of them, the event exists.
    /// let rules = FaultRule::shares([
    ///     (Fault::status(503), 0.2),
    ///     (Fault::reset().after_commit(), 0.1),
    /// ]);
    /// # assert_eq!(rules[1].to_string(), "reset after commit, probability 0.125");
    /// ```
    #[track_caller]
    pub fn shares(faults: impl IntoIterator<Item = (Fault, f64)>) -> Vec<Self> {
        let faults: Vec<(Fault, f64)> = faults.into_iter().collect();
        let sum: f64 = faults.iter().map(|(_, share)| share).sum();
        assert!(
            sum < 1.000_001,
            "the shares add up to {sum}; expected at most 1"
        );
        // The first rule that applies decides, so each sees only the requests that the earlier ones left.
        let mut left = 1.0;
        let rule = |(fault, share): (Fault, f64)| {
            // Rounding may make the last share greater than the rest.
            let probability = (share / left).min(1.0);
            left -= share;
            Self::new(fault).probability(probability)
        };
        faults.into_iter().map(rule).collect()
    }

    #[track_caller]
    fn with_trigger(mut self, trigger: Trigger) -> Self {
        if let Err(error) = trigger.validate() {
            panic!("{error}");
        }
        self.trigger = trigger;
        self
    }

    pub(super) fn matches(&self, request: &RequestFacts<'_>) -> bool {
        let has_operation = |field: &String| request.operations.contains(field);
        let has_variables = |expected: &Value| match (expected, request.variables) {
            (Value::Object(expected), Some(variables)) => contains_all(variables, expected),
            _ => false,
        };
        self.operation.as_ref().is_none_or(has_operation)
            && self.variables.as_ref().is_none_or(has_variables)
            // A query has no mutation whose result the error could replace.
            && (request.is_mutation || self.fault.as_mutation_error().is_none())
    }
}

impl From<Fault> for FaultRule {
    fn from(fault: Fault) -> Self {
        Self::new(fault)
    }
}

/// Writes the rule in a few words, such as `status 503, the next 2`.
impl fmt::Display for FaultRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.fault)?;
        if let Some(operation) = &self.operation {
            write!(f, " of {operation}")?;
        }
        if let Some(variables) = &self.variables {
            write!(f, " with {variables}")?;
        }
        match self.trigger {
            Trigger::Always => Ok(()),
            Trigger::Nth(nth) => write!(f, ", number {nth}"),
            Trigger::Next(count) => write!(f, ", the next {count}"),
            Trigger::Probability(probability) => write!(f, ", probability {probability}"),
        }
    }
}

impl Trigger {
    pub(super) fn validate(self) -> Result<(), String> {
        match self {
            Self::Nth(0) => {
                Err("nth is 0; expected 1 or more, since requests are counted from 1".to_owned())
            }
            Self::Probability(p) if !(0.0..=1.0).contains(&p) => {
                Err(format!("the probability is {p}; expected 0 to 1"))
            }
            _ => Ok(()),
        }
    }
}

/// Whether an object contains the expected fields.
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
    fn objects_may_have_additional_fields() {
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
