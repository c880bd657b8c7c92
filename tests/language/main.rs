//! Valid calls of the macros: every form compiles and creates the expected event.

#![expect(clippy::unwrap_used, reason = "an unexpected failure fails the test")]

mod branches;
mod calls;
mod captures;
mod cards;
mod components;
mod conditions;
mod constants;
mod dates;
mod evaluation;
mod fragments;
mod items;
mod lists;
mod macro_rules;
mod no_prelude;
mod rules;
mod statements;
mod strings;
mod threads;
mod unusual;
mod values;

use plain_runtime::EventComponent;
use serde::Serialize;
use serde_json::Value;

/// Value as JSON.
fn json(value: impl Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

/// Only component of a list, as JSON.
fn one(components: Vec<EventComponent>) -> Value {
    let [component] = <[EventComponent; 1]>::try_from(components).unwrap();
    json(component)
}
