//! JSON format of rules: one flat object.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::rule::{FaultRule, Trigger};
use super::{Fault, FaultKind};
use crate::time::duration::HumanDuration;

/// The fields of a rule, exactly one of which sets the fault.
#[expect(
    clippy::struct_excessive_bools,
    reason = "JSON has flags where Rust has variants"
)]
#[derive(Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
struct RuleJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    graphql_error: Option<GraphqlErrorJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mutation_error: Option<MutationErrorJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    delay: Option<HumanDuration>,
    #[serde(skip_serializing_if = "is_false")]
    no_response: bool,
    #[serde(skip_serializing_if = "is_false")]
    reset: bool,
    #[serde(skip_serializing_if = "is_false")]
    truncate: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    slow_body: Option<SlowBodyJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    oversized_body: Option<usize>,

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
struct GraphqlErrorJson {
    code: String,
    message: String,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct MutationErrorJson {
    r#type: String,
    code: String,
    message: String,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct SlowBodyJson {
    bytes: usize,
    pause: HumanDuration,
}

impl<'de> Deserialize<'de> for FaultRule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let rule = RuleJson::deserialize(deserializer)?;
        rule.into_rule().map_err(serde::de::Error::custom)
    }
}

impl Serialize for FaultRule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RuleJson::from_rule(self).serialize(serializer)
    }
}

impl RuleJson {
    fn into_rule(self) -> Result<FaultRule, String> {
        let trigger = self.trigger()?;
        let mut fault = one_of(
            "fault",
            "status, graphqlError, mutationError, delay, noResponse, reset, truncate, slowBody and oversizedBody",
            [
                self.status.map(Fault::try_status),
                self.graphql_error
                    .map(|it| Ok(Fault::graphql_error(it.code, it.message))),
                self.mutation_error
                    .map(|it| Fault::try_mutation_error(&it.r#type, it.code, it.message)),
                self.delay.map(|it| Ok(Fault::delay(it.0))),
                self.no_response.then(|| Ok(Fault::no_response())),
                self.reset.then(|| Ok(Fault::reset())),
                self.truncate.then(|| Ok(Fault::truncate())),
                self.slow_body
                    .map(|it| Ok(Fault::slow_body(it.bytes, it.pause.0))),
                self.oversized_body.map(|it| Ok(Fault::oversized_body(it))),
            ],
        )?
        .ok_or("the rule has no fault; set one, such as \"status\": 503")??;
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
            trigger,
        })
    }

    fn trigger(&self) -> Result<Trigger, String> {
        let trigger = one_of(
            "trigger",
            "nth, next and probability",
            [
                self.nth.map(Trigger::Nth),
                self.next.map(Trigger::Next),
                self.probability.map(Trigger::Probability),
            ],
        )?
        .unwrap_or(Trigger::Always);
        trigger.validate().map(|()| trigger)
    }

    fn from_rule(rule: &FaultRule) -> Self {
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
        match rule.trigger {
            Trigger::Always => {}
            Trigger::Nth(nth) => json.nth = Some(nth),
            Trigger::Next(count) => json.next = Some(count),
            Trigger::Probability(probability) => json.probability = Some(probability),
        }
        match &fault.kind {
            FaultKind::Status(status) => json.status = Some(status.as_u16()),
            FaultKind::GraphqlError { code, message } => {
                json.graphql_error = Some(GraphqlErrorJson {
                    code: code.clone(),
                    message: message.clone(),
                });
            }
            FaultKind::MutationError(error) => {
                json.mutation_error = Some(MutationErrorJson {
                    r#type: error.kind.name().to_owned(),
                    code: error.code.clone().into_owned(),
                    message: error.message.clone(),
                });
            }
            FaultKind::Delay(duration) => json.delay = Some(HumanDuration(*duration)),
            FaultKind::NoResponse => json.no_response = true,
            FaultKind::Reset => json.reset = true,
            FaultKind::Truncate => json.truncate = true,
            FaultKind::SlowBody { bytes, pause } => {
                json.slow_body = Some(SlowBodyJson {
                    bytes: *bytes,
                    pause: HumanDuration(*pause),
                });
            }
            FaultKind::OversizedBody(bytes) => json.oversized_body = Some(*bytes),
        }
        json
    }
}

/// The only choice that is set, if any.
fn one_of<T, const N: usize>(
    noun: &str,
    names: &str,
    choices: [Option<T>; N],
) -> Result<Option<T>, String> {
    let mut set = choices.into_iter().flatten();
    let first = set.next();
    if set.next().is_some() {
        return Err(format!(
            "the rule has more than one {noun}; set only one of {names}"
        ));
    }
    Ok(first)
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_false(value: &bool) -> bool {
    !value
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::{Value, json};

    use super::RuleJson;
    use crate::fault::Fault;
    use crate::fault::rule::FaultRule;

    const README: &str = include_str!("../../README.md");

    /// A rule of each kind, as JSON and as a value.
    fn rules() -> Vec<(Value, FaultRule)> {
        let rule = FaultRule::new;
        vec![
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
            (json!({ "noResponse": true }), rule(Fault::no_response())),
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
                json!({ "oversizedBody": 2_097_152, "afterCommit": true }),
                rule(Fault::oversized_body(2 * 1024 * 1024)),
            ),
        ]
    }

    #[test]
    fn every_fault_and_trigger_round_trips() {
        for (json, expected) in rules() {
            let read: FaultRule = serde_json::from_value(json.clone()).unwrap();
            assert_eq!(read, expected, "{json}");
            assert_eq!(serde_json::to_value(&read).unwrap(), json);
        }
    }

    #[test]
    fn every_field_is_in_the_readme_and_round_trips() {
        let unknown = serde_json::from_value::<RuleJson>(json!({ "unknown": true }));
        // "unknown field `unknown`, expected one of `status`, .."
        let error = unknown.err().unwrap().to_string();
        let fields: Vec<&str> = error.split('`').skip(3).step_by(2).collect();
        assert!(fields.contains(&"status"), "{error}");
        for field in fields {
            let has_rule = rules().iter().any(|(json, _)| json.get(field).is_some());
            assert!(has_rule, "{field}: add it to `rules`");
            let is_documented = README.contains(&format!("| `\"{field}\""));
            assert!(is_documented, "{field}: add it to the table of the README");
        }
    }

    #[test]
    fn invalid_rules_are_rejected() {
        for (json, expected) in [
            (json!({}), "the rule has no fault"),
            (json!({ "noResponse": false }), "the rule has no fault"),
            (json!({ "status": 99 }), "99 is not a response status"),
            (
                json!({ "status": 503, "reset": true }),
                "more than one fault",
            ),
            (
                json!({ "status": 503, "nth": 1, "next": 1 }),
                "nth, next and probability",
            ),
            (json!({ "status": 503, "nth": 0 }), "counted from 1"),
            (
                json!({ "reset": true, "probability": 1.5 }),
                "expected 0 to 1",
            ),
            (
                json!({ "reset": true, "after_commit": true }),
                "unknown field `after_commit`",
            ),
            (json!({ "delay": "soon" }), "\"soon\" is not a duration"),
            (json!({ "delay": 5 }), "invalid type"),
            (
                json!({ "status": 503, "headers": { "a b": "c" } }),
                "\"a b\" is not a valid",
            ),
            (
                json!({ "status": 503, "headers": { "a": "\n" } }),
                "header a",
            ),
            (
                json!({ "mutationError": { "type": "BROKEN", "code": "a", "message": "b" } }),
                "\"BROKEN\" is not a MutationError type",
            ),
        ] {
            let error = serde_json::from_value::<FaultRule>(json.clone()).unwrap_err();
            assert!(error.to_string().contains(expected), "{json}: {error}");
        }
        assert!(serde_json::from_value::<FaultRule>(Value::Null).is_err());
    }
}
