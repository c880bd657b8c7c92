//! Many events through everything that can go wrong: each is there exactly once, none is lost, and
//! every result is true.
//!
//! `PLAIN_SOAK_EVENTS` says how many events, `PLAIN_SOAK_SEED` what goes wrong when.

use std::collections::{BTreeMap, VecDeque};
use std::env;
use std::time::Duration;

use plain_runtime::{CreateCustomerEventInput, CreatedCustomerEvent, Error, customer_event};
use plain_sandbox::{Event, Fault, FaultRule, Sandbox};

use crate::client_of;

/// Of a hundred requests, how many go wrong in each of these ways.
fn faults() -> Vec<FaultRule> {
    let faults = [
        (Fault::status(429), 2.0),
        (Fault::status(429).header("retry-after", "1"), 2.0),
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
        (Fault::oversized(1_100_000), 0.5),
        (Fault::slow_body(1, Duration::from_secs(3600)), 0.5),
        (Fault::reset(), 5.0),
        (Fault::reset().after_commit(), 5.0),
        (Fault::silence(), 0.5),
        (Fault::silence().after_commit(), 0.5),
    ];
    assert!((faults.iter().map(|(_, percent)| percent).sum::<f64>() - 31.0).abs() < 0.1);
    // Only the first that fits strikes, so those that come later have less to choose from.
    let mut left = 100.0;
    faults
        .into_iter()
        .map(|(fault, percent)| {
            let rule = FaultRule::new(fault).probability(percent / left);
            left -= percent;
            rule
        })
        .collect()
}

fn number(name: &str, default: u64) -> u64 {
    env::var(name).map_or(default, |value| value.parse().unwrap())
}

/// What has become of an event, as its caller knows.
#[derive(Debug, PartialEq, Eq)]
enum Fate {
    Created(Box<CreatedCustomerEvent>),
    /// It is there, and its answer is lost.
    AlreadyCreated,
}

#[tokio::test]
async fn each_event_is_there_exactly_once_whatever_goes_wrong() {
    let count = number("PLAIN_SOAK_EVENTS", 1_000);
    let seed = number("PLAIN_SOAK_SEED", 7);
    let sandbox = Sandbox::builder()
        .faults(faults())
        .fault_seed(seed)
        .start()
        .await
        .unwrap();
    let client = client_of(&sandbox)
        .attempt_timeout(Duration::from_millis(250))
        // Calls side by side share the clock of the test.
        .call_timeout(Duration::from_hours(1_000_000))
        .jitter_seed(seed)
        .build()
        .unwrap();

    // As a caller does it: whatever may succeed later is tried again, with the id it was sent with.
    let mut waiting: VecDeque<CreateCustomerEventInput> = (0..count).map(event).collect();
    let mut fates: BTreeMap<String, Fate> = BTreeMap::new();
    let mut rounds = 0;
    while !waiting.is_empty() {
        let events: Vec<_> = waiting.drain(..).collect();
        let mut results = client.create_customer_events(&events);
        for event in &events {
            let fate = match results.next().await.unwrap() {
                Ok(created) => {
                    assert_eq!(created.title, event.title);
                    Fate::Created(Box::new(created))
                }
                Err(error) if matches!(error, Error::AlreadyCreated { .. }) => Fate::AlreadyCreated,
                Err(error) => {
                    assert!(error.is_retryable(), "{error}");
                    let mut event = event.clone();
                    event.external_id = Some(error.external_id().unwrap().to_owned().into());
                    waiting.push_back(event);
                    continue;
                }
            };
            let earlier = fates.insert(event.title.to_string(), fate);
            assert_eq!(earlier, None);
        }
        rounds += 1;
        assert!(rounds < 50, "it ends");
    }

    let there: BTreeMap<String, Event> = sandbox
        .events()
        .into_iter()
        .map(|event| (event.title.clone(), event))
        .collect();
    // Exactly once, and none that nobody asked for.
    assert_eq!(sandbox.events().len(), usize::try_from(count).unwrap());
    assert_eq!(there.len(), sandbox.events().len());
    assert!(there.keys().eq(fates.keys()));
    let mut lost_answers = 0;
    for (title, fate) in fates {
        match fate {
            Fate::Created(created) => {
                assert_eq!(created.id, there[&title].id);
                let external_id = there[&title].input["externalId"].as_str();
                assert_eq!(created.external_id.as_deref(), external_id);
            }
            Fate::AlreadyCreated => lost_answers += 1,
        }
    }
    // It did go wrong.
    assert!(lost_answers > count / 50, "{lost_answers}");
    eprintln!("{count} events, {lost_answers} of them with a lost answer, {rounds} rounds");
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
