//! Comparison of the events in the sandbox with those that were committed.

use std::collections::BTreeMap;

use plain_outbox::Stats;
use plain_sandbox::Event;

use crate::plan::{DOMAIN, PAYLOAD, Step};
use crate::writers::Written;

/// Checks that each committed event exists once, in the order of its customer, and no other one.
pub(crate) fn events_are_exact(events: &[Event], written: &[Written]) {
    let by_id: BTreeMap<String, &Written> = written
        .iter()
        .map(|it| (it.step.external_id(), it))
        .collect();
    let mut missing = by_id.clone();
    let mut customers: BTreeMap<u32, Vec<&Written>> = BTreeMap::new();
    for event in events {
        let id = event.external_id.as_deref().unwrap();
        let Some(&written) = by_id.get(id) else {
            panic!("{id} exists, but was rolled back");
        };
        assert!(missing.remove(id).is_some(), "{id} exists twice");
        assert_eq!(event.title, format!("Event {}", written.step.number));
        customers
            .entry(written.step.customer)
            .or_default()
            .push(written);
    }
    assert!(missing.is_empty(), "lost: {:?}", missing.keys());
    for (customer, delivered) in customers {
        assert_order(customer, &delivered);
    }
}

/// An event whose write ended before that of another one began is delivered before it.
fn assert_order(customer: u32, delivered: &[&Written]) {
    let mut latest: Option<&Written> = None;
    for &event in delivered {
        if let Some(latest) = latest {
            let (first, second) = (event.step.number, latest.step.number);
            assert!(
                event.end > latest.begin,
                "event {first} of customer {customer} was delivered after event {second}"
            );
        }
        if latest.is_none_or(|latest| event.begin > latest.begin) {
            latest = Some(event);
        }
    }
}

/// Checks that the application's changes are those that were committed with events.
pub(crate) fn changes_are_exact(changes: &[i64], written: &[Written]) {
    let changing = |it: &&Written| it.step.way.changes();
    let number = |it: &Written| i64::from(it.step.number);
    let mut expected: Vec<i64> = written.iter().filter(changing).map(number).collect();
    expected.sort_unstable();
    assert_eq!(changes, expected);
}

/// Checks the outbox's own numbers.
pub(crate) fn stats_are_exact(stats: &Stats, written: &[Written]) {
    let numbers = (stats.pending, stats.in_flight, stats.dead, stats.delivered);
    assert_eq!(numbers, (0, 0, 0, written.len() as u64));
}

/// Checks that the plan was carried out, each step once.
pub(crate) fn plan_is_complete(steps: &[Step], written: &[Written]) {
    let committing = steps.iter().filter(|step| step.way.commits());
    assert_eq!(committing.count(), written.len());
}

/// Checks that the relays logged neither the API key nor anything of an event.
pub(crate) fn log_is_discreet(lines: &[String], api_key: &str) {
    for line in lines {
        let is_secret = |secret| line.contains(secret);
        assert!(
            ![api_key, PAYLOAD, DOMAIN].into_iter().any(is_secret),
            "{line}"
        );
    }
}
