//! The stages of `plain_schema::RULES` are those at which a value that breaks the rule is refused.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::fs;

use axum::Json;
use plain_endpoints::{BuildError, Cards};
use plain_runtime::{
    Card, Client, CreateCustomerEventInput, CreateThreadEventInput, CreateThreadInput,
    ValidationError, customer_card,
};
use plain_sandbox::{CardEndpoint, Sandbox};
use plain_schema::{RULES, Rule, RuleStage};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::broken::{Noun, values};

const CREATE_CUSTOMER_EVENT: &str = "mutation ($input: CreateCustomerEventInput!) {
    result: createCustomerEvent(input: $input) { error { code message } }
}";
const CREATE_THREAD_EVENT: &str = "mutation ($input: CreateThreadEventInput!) {
    result: createThreadEvent(input: $input) { error { code message } }
}";
const CREATE_THREAD: &str = "mutation ($input: CreateThreadInput!) {
    result: createThread(input: $input) { error { code message } }
}";

/// Rules that no value can break: they compare the source with the type that it is derived for.
const OF_DERIVES: [&str; 2] = ["E10", "T7"];

/// Stages of a rule in the table, those in a selection.
fn stages(rule: &Rule, selection: &[RuleStage]) -> BTreeSet<RuleStage> {
    let stages = rule.stages.iter().copied();
    stages.filter(|it| selection.contains(it)).collect()
}

/// Stage at which a program refuses JSON, if it does.
fn stage_in_the_program(noun: Noun, value: &Value) -> Option<RuleStage> {
    fn stage<T: DeserializeOwned>(
        value: &Value,
        validate: fn(&T) -> Result<(), ValidationError>,
    ) -> Option<RuleStage> {
        match serde_json::from_value(value.clone()) {
            Ok(value) if validate(&value).is_ok() => None,
            Ok(_) => Some(RuleStage::Validation),
            Err(_) => Some(RuleStage::Types),
        }
    }
    match noun {
        Noun::CustomerEvent => stage(value, CreateCustomerEventInput::validate),
        Noun::ThreadEvent => stage(value, CreateThreadEventInput::validate),
        Noun::Thread => stage(value, CreateThreadInput::validate),
        Noun::Card => stage(value, Card::validate),
    }
}

/// Whether a sandbox refuses JSON for its form. A reference to a record that does not exist is another error.
async fn is_refused(sandbox: &Sandbox, client: &Client, noun: Noun, value: &Value) -> bool {
    let query = match noun {
        Noun::CustomerEvent => CREATE_CUSTOMER_EVENT,
        Noun::ThreadEvent => CREATE_THREAD_EVENT,
        Noun::Thread => CREATE_THREAD,
        Noun::Card => return is_card_refused(sandbox, value).await,
    };
    let answer = client.graphql(query, json!({ "input": value })).await;
    match answer {
        Ok::<Value, _>(data) => data["result"]["error"]["code"] == "input_validation",
        // The input does not have the type of the schema.
        Err(_) => true,
    }
}

async fn is_card_refused(sandbox: &Sandbox, card: &Value) -> bool {
    let mut card = card.clone();
    card["key"] = json!("plan");
    let answer = json!({ "cards": [card] });
    let handler = async move || Json(answer.clone());
    let app = axum::Router::new().route("/", axum::routing::post(handler));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let server = tokio::spawn(async { axum::serve(listener, app).await });
    let endpoint = CardEndpoint::new(url).key("plan");
    let cards = sandbox.load_cards(&endpoint).reload().load().await;
    server.abort();
    cards.card("plan").error().is_some()
}

/// Stages of each rule at run time, found by trying; for a component, those in each kind of list.
async fn stages_at_run_time() -> BTreeMap<(&'static str, Option<Noun>), BTreeSet<RuleStage>> {
    let sandbox = Sandbox::start().await;
    let client = sandbox.client();
    let mut stages: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for (rule, noun, value) in values() {
        let place = rule.starts_with('C').then_some(noun);
        let found = stages.entry((rule, place)).or_default();
        found.extend(stage_in_the_program(noun, &value));
        if is_refused(&sandbox, &client, noun, &value).await {
            found.insert(RuleStage::Sandbox);
        }
    }
    stages
}

#[tokio::test]
async fn valid_values_are_refused_at_no_stage() {
    let sandbox = Sandbox::start().await;
    let client = sandbox.client();
    for noun in [
        Noun::CustomerEvent,
        Noun::ThreadEvent,
        Noun::Thread,
        Noun::Card,
    ] {
        let value = noun.valid();
        assert_eq!(stage_in_the_program(noun, &value), None, "{noun:?}");
        assert!(
            !is_refused(&sandbox, &client, noun, &value).await,
            "{noun:?}"
        );
    }
}

#[tokio::test]
async fn rules_are_checked_at_their_stages_at_run_time() {
    let found = stages_at_run_time().await;
    let at_run_time = [RuleStage::Types, RuleStage::Validation, RuleStage::Sandbox];
    for ((id, place), found) in &found {
        let rule = RULES.iter().find(|rule| rule.id == *id).unwrap();
        assert_eq!(*found, stages(rule, &at_run_time), "{id} {place:?}");
    }
    for rule in RULES {
        // The key of a card is not in its value: the next test.
        let is_tried = rule.id == "K1" || found.keys().any(|(id, _)| *id == rule.id);
        assert!(
            is_tried || OF_DERIVES.contains(&rule.id),
            "{}: add a value to broken.rs",
            rule.id
        );
    }
}

#[tokio::test]
async fn an_endpoint_and_the_sandbox_refuse_an_invalid_key_of_a_card() {
    let cards = Cards::builder()
        .unauthenticated()
        .card_for("a b", async |_| {
            Ok::<_, Infallible>(Some(customer_card!(components = [])))
        });
    assert!(matches!(cards.build(), Err(BuildError::InvalidKey { .. })));

    let sandbox = Sandbox::start().await;
    let endpoint = CardEndpoint::new("http://127.0.0.1:1/").key("a b");
    let added = tokio::spawn(async move { sandbox.add_card_endpoint(endpoint) });
    assert!(added.await.is_err_and(|error| error.is_panic()));
}

#[test]
fn rules_are_checked_at_their_stages_at_compile_time() {
    let mut found: BTreeMap<String, BTreeSet<RuleStage>> = BTreeMap::new();
    for suite in ["messages", "rustc"] {
        let folder = crate::root().join("tests/packages/ui").join(suite);
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|it| it != "rs") {
                continue;
            }
            let errors = fs::read_to_string(path.with_extension("stderr")).unwrap();
            let stage = match suite {
                "messages" => RuleStage::Expansion,
                // Code of a failed `const` evaluation.
                _ if errors.contains("error[E0080]") => RuleStage::ConstEvaluation,
                _ => continue,
            };
            let case = fs::read_to_string(&path).unwrap();
            let subjects = case.lines().next().unwrap().trim_start_matches("// ");
            for rule in subjects.split(' ').filter(|it| *it != "language") {
                if stage == RuleStage::ConstEvaluation && OF_DERIVES.contains(&rule) {
                    continue;
                }
                found.entry(rule.to_owned()).or_default().insert(stage);
            }
        }
    }
    let at_compile_time = [RuleStage::Expansion, RuleStage::ConstEvaluation];
    for rule in RULES {
        let found = found.remove(rule.id).unwrap_or_default();
        assert_eq!(
            found,
            stages(rule, &at_compile_time),
            "{}: stages of its cases in tests/packages/ui, and in the table",
            rule.id
        );
    }
    assert!(found.is_empty(), "not rules: {found:?}");
}
