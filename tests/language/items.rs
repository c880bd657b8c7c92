//! Items of the user in lower case, whose names a pattern of an expansion could not bind.
#![allow(non_upper_case_globals, non_camel_case_types)]

use std::fmt;

use plain_runtime::{EventComponent, components, customer_event};

static version: &str = "1.2";
const amount: f64 = 2.5;
// Names of variables in older expansions.
static value: u8 = 1;
static list: [u8; 2] = [1, 2];
static list_of_roles: [&str; 2] = ["owner", "admin"];

mod imported {
    pub(super) struct plan;
    pub(super) enum State {
        open,
    }
    pub(super) static seats: u8 = 4;
    pub(super) const fn captured() -> u8 {
        5
    }
}
use imported::State::open;
use imported::{State, captured, plan, seats};

impl fmt::Display for plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pro")
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            open => "open",
        })
    }
}

fn footer() -> Vec<EventComponent> {
    components![divider()]
}

#[test]
fn lower_case_items_are_captured() {
    assert_eq!(
        components![
            text("{version}"),
            badge("{amount:.2} {version}"),
            plain_text("{plan} is {open}, {open}"),
            link_button("{value}", "https://a.example/{version}?seats={seats}"),
            text("{value:?}"),
        ],
        components![
            text("1.2"),
            badge("2.50 1.2"),
            plain_text("Pro is open, open"),
            link_button("1", "https://a.example/1.2?seats=4"),
            text("1"),
        ]
    );
}

#[test]
fn lower_case_items_are_values() {
    let event = customer_event!(
        title = version.trim(),
        customer_identifier = external_id("{version}-{seats}"),
        external_id = "{amount}",
        components = [
            text(plan),
            for role in list_of_roles {
                badge("{role} {value}")
            },
            if let Some(first) = list.first() {
                badge("{first}")
            },
            badge(captured().to_string()),
            ..footer(),
        ],
    );
    assert_eq!(event.external_id.as_deref(), Some("2.5"));
    assert_eq!(event.components.len(), 6);
}
