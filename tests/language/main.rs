//! What the language allows: each form of a call compiles, and is the event it says.

#![expect(
    clippy::unwrap_used,
    reason = "whatever is not as expected fails the test"
)]

mod calls;
mod components;
mod constants;
mod lists;
mod macro_rules;
mod strings;
mod values;

use plain_runtime::EventComponent;
use serde::Serialize;
use serde_json::Value;

/// A value as it goes over the wire.
fn json(value: impl Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

/// The one component of a list, as it goes over the wire.
fn one(components: Vec<EventComponent>) -> Value {
    let [component] = <[EventComponent; 1]>::try_from(components).unwrap();
    json(component)
}
