//! Rules as JSON: one flat object, as a person would write it.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::rule::When;
use super::{Fault, FaultRule, Kind};
use crate::time::duration::Written;

/// Every field that a rule can have. Of those of the fault it has exactly one.
#[expect(
    clippy::struct_excessive_bools,
    reason = "JSON has them where Rust has variants"
)]
#[derive(Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
struct Rule {
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    graphql_error: Option<GraphqlError>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mutation_error: Option<MutationError>,
    #[serde(skip_serializing_if = "Option::is_none")]
    delay: Option<Written>,
    #[serde(skip_serializing_if = "is_false")]
    silence: bool,
    #[serde(skip_serializing_if = "is_false")]
    reset: bool,
    #[serde(skip_serializing_if = "is_false")]
    truncate: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    slow_body: Option<SlowBody>,
    #[serde(skip_serializing_if = "Option::is_none")]
    oversized: Option<usize>,

    #[serde(skip_serializing_if = "is_false")]
    after_commit: bool,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    headers: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<String>,

    #[serde(skip_serializing_if = "Option::is_none")]
    operation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    variables: Option<Value>,

    #[serde(skip_serializing_if = "Option::is_none")]
    nth: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    probability: Option<f64>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct GraphqlError {
    code: String,
    message: String,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct MutationError {
    r#type: String,
    code: String,
    message: String,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct SlowBody {
    bytes: usize,
    pause: Written,
}

impl<'de> Deserialize<'de> for FaultRule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let rule = Rule::deserialize(deserializer)?;
        rule.read().map_err(serde::de::Error::custom)
    }
}

impl Serialize for FaultRule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Rule::of(self).serialize(serializer)
    }
}

impl Rule {
    fn read(self) -> Result<FaultRule, String> {
        let when = self.when()?;
        let mut fault = one_of(
            "a fault",
            "status, graphqlError, mutationError, delay, silence, reset, truncate, slowBody and oversized",
            [
                self.status.map(Fault::try_status),
                self.graphql_error
                    .map(|it| Ok(Fault::graphql_error(it.code, it.message))),
                self.mutation_error
                    .map(|it| Fault::try_mutation_error(&it.r#type, it.code, it.message)),
                self.delay.map(|it| Ok(Fault::delay(it.0))),
                self.silence.then(|| Ok(Fault::silence())),
                self.reset.then(|| Ok(Fault::reset())),
                self.truncate.then(|| Ok(Fault::truncate())),
                self.slow_body
                    .map(|it| Ok(Fault::slow_body(it.bytes, it.pause.0))),
                self.oversized.map(|it| Ok(Fault::oversized(it))),
            ],
        )?
        .ok_or("a rule needs a fault, such as \"status\": 503")??;
        if self.after_commit {
            fault = fault.after_commit();
        }
        for (name, value) in &self.headers {
            fault.set_header(name, value)?;
        }
        fault.body = self.body;
        Ok(FaultRule {
            fault,
            operation: self.operation,
            variables: self.variables,
            when,
        })
    }

    fn when(&self) -> Result<When, String> {
        let when = one_of(
            "a choice of requests",
            "nth, next and probability",
            [
                self.nth.map(When::Nth),
                self.next.map(When::Next),
                self.probability.map(When::Probability),
            ],
        )?
        .unwrap_or(When::Always);
        when.check().map(|()| when)
    }

    fn of(rule: &FaultRule) -> Self {
        let fault = &rule.fault;
        let mut json = Self {
            headers: fault
                .headers
                .iter()
                .map(|(name, value)| {
                    let value = String::from_utf8_lossy(value.as_bytes());
                    (name.as_str().to_owned(), value.into_owned())
                })
                .collect(),
            body: fault.body.clone(),
            after_commit: fault.is_after_commit,
            operation: rule.operation.clone(),
            variables: rule.variables.clone(),
            ..Self::default()
        };
        match rule.when {
            When::Always => {}
            When::Nth(nth) => json.nth = Some(nth),
            When::Next(count) => json.next = Some(count),
            When::Probability(probability) => json.probability = Some(probability),
        }
        match &fault.kind {
            Kind::Status(status) => json.status = Some(status.as_u16()),
            Kind::GraphqlError { code, message } => {
                json.graphql_error = Some(GraphqlError {
                    code: code.clone(),
                    message: message.clone(),
                });
            }
            Kind::MutationError(error) => {
                json.mutation_error = Some(MutationError {
                    r#type: error.kind.name().to_owned(),
                    code: error.code.clone().into_owned(),
                    message: error.message.clone(),
                });
            }
            Kind::Delay(duration) => json.delay = Some(Written(*duration)),
            Kind::Silence => json.silence = true,
            Kind::Reset => json.reset = true,
            Kind::Truncate => json.truncate = true,
            Kind::SlowBody { bytes, pause } => {
                json.slow_body = Some(SlowBody {
                    bytes: *bytes,
                    pause: Written(*pause),
                });
            }
            Kind::Oversized(bytes) => json.oversized = Some(*bytes),
        }
        json
    }
}

/// The one that is there, if any is.
fn one_of<T, const N: usize>(
    what: &str,
    names: &str,
    choices: [Option<T>; N],
) -> Result<Option<T>, String> {
    let mut given = choices.into_iter().flatten();
    let first = given.next();
    if given.next().is_some() {
        return Err(format!("a rule has {what} only once; write one of {names}"));
    }
    Ok(first)
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands on a reference"
)]
fn is_false(value: &bool) -> bool {
    !value
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::{Value, json};

    use crate::fault::{Fault, FaultRule};

    #[test]
    fn each_fault_and_each_choice_is_read_and_written() {
        let rule = FaultRule::new;
        for (json, expected) in [
            (
                json!({ "status": 503, "next": 2 }),
                rule(Fault::status(503)).next(2),
            ),
            (
                json!({ "status": 429, "headers": { "retry-after": "1" }, "body": "<p>" }),
                rule(Fault::status(429).header("retry-after", "1").body("<p>")),
            ),
            (
                json!({ "graphqlError": { "code": "A", "message": "b" }, "operation": "thread" }),
                rule(Fault::graphql_error("A", "b")).operation("thread"),
            ),
            (
                json!({
                    "mutationError": { "type": "INTERNAL", "code": "internal", "message": "b" },
                    "variables": { "input": { "externalId": "1" } },
                }),
                rule(Fault::mutation_error("INTERNAL", "internal", "b"))
                    .variables(json!({ "input": { "externalId": "1" } })),
            ),
            (
                json!({ "delay": "250ms", "probability": 0.25 }),
                rule(Fault::delay(Duration::from_millis(250))).probability(0.25),
            ),
            (json!({ "silence": true }), rule(Fault::silence())),
            (
                json!({ "reset": true, "afterCommit": true, "nth": 3 }),
                rule(Fault::reset().after_commit()).nth(3),
            ),
            (
                json!({ "truncate": true, "afterCommit": true }),
                rule(Fault::truncate()),
            ),
            (
                json!({ "slowBody": { "bytes": 16, "pause": "1s" }, "afterCommit": true }),
                rule(Fault::slow_body(16, Duration::from_secs(1))),
            ),
            (
                json!({ "oversized": 2_097_152, "afterCommit": true }),
                rule(Fault::oversized(2 * 1024 * 1024)),
            ),
        ] {
            let read: FaultRule = serde_json::from_value(json.clone()).unwrap();
            assert_eq!(read, expected, "{json}");
            assert_eq!(serde_json::to_value(&read).unwrap(), json);
        }
    }

    #[test]
    fn what_is_no_rule_is_refused_in_words() {
        for (json, expected) in [
            (json!({}), "a rule needs a fault"),
            (json!({ "silence": false }), "a rule needs a fault"),
            (json!({ "status": 99 }), "99 is not a status"),
            (json!({ "status": 503, "reset": true }), "a fault only once"),
            (
                json!({ "status": 503, "nth": 1, "next": 1 }),
                "nth, next and probability",
            ),
            (json!({ "status": 503, "nth": 0 }), "counted from 1"),
            (json!({ "reset": true, "probability": 1.5 }), "from 0 to 1"),
            (
                json!({ "reset": true, "after_commit": true }),
                "unknown field `after_commit`",
            ),
            (json!({ "delay": "soon" }), "\"soon\" is not a duration"),
            (json!({ "delay": 5 }), "invalid type"),
            (
                json!({ "status": 503, "headers": { "a b": "c" } }),
                "\"a b\" is not the name",
            ),
            (
                json!({ "status": 503, "headers": { "a": "\n" } }),
                "header a",
            ),
            (
                json!({ "mutationError": { "type": "BROKEN", "code": "a", "message": "b" } }),
                "\"BROKEN\" is no type",
            ),
        ] {
            let error = serde_json::from_value::<FaultRule>(json.clone()).unwrap_err();
            assert!(error.to_string().contains(expected), "{json}: {error}");
        }
        assert!(serde_json::from_value::<FaultRule>(Value::Null).is_err());
    }
}
