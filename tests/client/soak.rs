//! Soak test: many events, with faults injected into 30 percent of the requests. Each event is created
//! exactly once, and every result is correct.
//!
//! `PLAIN_SOAK_EVENTS` sets the number of events, `PLAIN_SOAK_SEED` the seed of the faults.

use std::collections::{BTreeMap, VecDeque};
use std::env;
use std::num::NonZeroUsize;
use std::time::Duration;

use plain_runtime::{
    Client, ClientBuilder, CreateCustomerEventInput, CreatedCustomerEvent, Error, customer_event,
};
use plain_sandbox::{Event, Fault, FaultRule, Sandbox};

use crate::client_of;

/// Faults, each with the percentage of requests that it affects.
fn faults() -> Vec<FaultRule> {
    let faults = [
        (Fault::status(429), 1.5),
        (Fault::status(429).header("retry-after", "1"), 1.5),
        (Fault::status(500), 2.0),
        (Fault::status(502).body("<html></html>"), 2.0),
        (Fault::status(503).after_commit(), 2.0),
        (Fault::graphql_error("INTERNAL_SERVER_ERROR", "No"), 2.0),
        (Fault::mutation_error("INTERNAL", "internal", "No"), 2.0),
        (
            Fault::mutation_error("INTERNAL", "internal", "No").after_commit(),
            2.0,
        ),
        (Fault::truncate(), 3.0),
        (Fault::oversized_body(1_100_000), 0.5),
        (Fault::slow_body(1, Duration::from_hours(1)), 0.5),
        (Fault::reset(), 5.0),
        (Fault::reset().after_commit(), 5.0),
        (Fault::no_response(), 0.5),
        (Fault::no_response().after_commit(), 0.5),
    ];
    assert!((faults.iter().map(|(_, percent)| percent).sum::<f64>() - 30.0).abs() < 0.1);
    FaultRule::shares(faults.map(|(fault, percent)| (fault, percent / 100.0)))
}

pub(crate) fn number(name: &str, default: u64) -> u64 {
    env::var(name).map_or(default, |value| value.parse().unwrap())
}

/// Outcome of an event, as reported to the caller.
#[derive(Debug, PartialEq, Eq)]
enum Fate {
    Created(Box<CreatedCustomerEvent>),
    /// The event exists, but the response was lost.
    AlreadyCreated,
}

/// A sandbox that injects faults, and a builder of a client whose attempts time out soon.
pub(crate) async fn faulty_sandbox(seed: u64) -> (Sandbox, ClientBuilder) {
    let sandbox = crate::builder()
        .faults(faults())
        .fault_seed(seed)
        .start()
        .await
        .unwrap();
    let client = client_of(&sandbox)
        .attempt_timeout(Duration::from_millis(100))
        // Concurrent calls share the clock of the test.
        .call_timeout(Duration::from_hours(1_000_000))
        .jitter_seed(seed);
    (sandbox, client)
}

#[tokio::test]
async fn events_are_created_exactly_once_despite_faults() {
    let count = number("PLAIN_SOAK_EVENTS", 300);
    let seed = number("PLAIN_SOAK_SEED", 7);
    let (sandbox, client) = faulty_sandbox(seed).await;
    let client = client.verify_duplicates(false).build().unwrap();

    let events = (0..count).map(event).collect();
    let (fates, rounds) = create_with_retries(&client, events).await;
    assert_eq!(sandbox.events().len(), usize::try_from(count).unwrap());
    let lost_responses = check_fates(&sandbox, fates);
    // Faults did occur.
    assert!(lost_responses > count / 50, "{lost_responses}");
    eprintln!("{count} events, {lost_responses} of them with a lost response, {rounds} rounds");
}

/// Creates events like a caller: retries with the external ID from the error. Returns the fate of each
/// title, and the number of rounds.
async fn create_with_retries(
    client: &Client,
    mut pending: VecDeque<CreateCustomerEventInput>,
) -> (BTreeMap<String, Fate>, u32) {
    let mut fates: BTreeMap<String, Fate> = BTreeMap::new();
    let mut rounds = 0;
    while !pending.is_empty() {
        let events: Vec<_> = pending.drain(..).collect();
        // Over HTTP/2, a reset connection fails all requests in flight.
        let mut results = client
            .create_customer_events(&events)
            .concurrency(const { NonZeroUsize::new(4).unwrap() });
        for event in &events {
            let fate = match results.next().await.unwrap() {
                Ok(created) => {
                    assert_eq!(created.title, event.title);
                    Fate::Created(Box::new(created))
                }
                Err(Error::AlreadyCreated { .. }) => Fate::AlreadyCreated,
                Err(error) => {
                    assert!(error.is_retryable(), "{error}");
                    let mut event = event.clone();
                    event.external_id = Some(error.external_id().unwrap().to_owned().into());
                    pending.push_back(event);
                    continue;
                }
            };
            let earlier = fates.insert(event.title.to_string(), fate);
            assert_eq!(earlier, None);
        }
        rounds += 1;
        assert!(rounds < 200, "too many rounds");
    }
    (fates, rounds)
}

/// Checks that each event was created exactly once, and no others. Returns the number of events whose
/// response was lost.
fn check_fates(sandbox: &Sandbox, fates: BTreeMap<String, Fate>) -> u64 {
    let created_events: BTreeMap<String, Event> = sandbox
        .events()
        .into_iter()
        .map(|event| (event.title.clone(), event))
        .collect();
    assert_eq!(created_events.len(), sandbox.events().len());
    assert!(created_events.keys().eq(fates.keys()));
    let mut lost_responses = 0;
    for (title, fate) in fates {
        match fate {
            Fate::Created(created) => {
                assert_eq!(created.id, created_events[&title].id);
                let external_id = created_events[&title].input["externalId"].as_str();
                assert_eq!(created.external_id.as_deref(), external_id);
            }
            Fate::AlreadyCreated => lost_responses += 1,
        }
    }
    lost_responses
}

fn event(number: u64) -> CreateCustomerEventInput {
    let event = customer_event!(
        title = "Event {number}",
        customer_identifier = email_address("jane@acme.com"),
        components = [text("Fourteen days are over.")],
    );
    match number % 2 {
        0 => event,
        _ => CreateCustomerEventInput {
            external_id: Some(format!("event-{number}").into()),
            ..event
        },
    }
}
