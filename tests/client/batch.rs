//! Batches of events.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use plain_runtime::{Error, customer_event, thread_event};
use plain_sandbox::{Fault, FaultRule, seed};
use serde_json::json;

use crate::{event, faulty, sandbox};

fn titled(title: impl std::fmt::Display) -> plain_runtime::CreateCustomerEventInput {
    customer_event!(
        title = title,
        customer_identifier = email_address("jane@acme.com"),
        components = [text("Fourteen days are over.")],
        external_id = title,
    )
}

#[tokio::test]
async fn batch_yields_one_result_per_event_in_order() {
    let (sandbox, client) = sandbox().await;
    let mut events: Vec<_> = (0..40).map(titled).collect();
    events[7].title = " ".into();
    events[13].external_id = Some("3".into());
    let mut results = client.create_customer_events(&events);
    let mut index = 0;
    while let Some(result) = results.next().await {
        match (index, result) {
            // Events 3 and 13 share an external ID, and either may be created first.
            (7, Err(Error::Invalid(_))) | (3 | 13, Err(Error::AlreadyCreated { .. })) => {}
            (_, Ok(event)) => assert_eq!(event.title, events[index].title),
            (_, Err(error)) => panic!("{index}: {error}"),
        }
        index += 1;
    }
    assert_eq!(index, 40);
    assert!(results.next().await.is_none());
    assert_eq!(sandbox.events().len(), 38);
}

#[tokio::test]
async fn concurrency_limits_requests_in_flight() {
    let (sandbox, client) = faulty([Fault::no_response()]).await;
    let taken = Arc::new(AtomicUsize::new(0));
    let events = (0..1000).map({
        let taken = Arc::clone(&taken);
        move |_| {
            taken.fetch_add(1, Ordering::Relaxed);
            event()
        }
    });
    let mut results = client
        .create_customer_events(events)
        .concurrency(NonZeroUsize::new(5).unwrap());
    assert_eq!(
        taken.load(Ordering::Relaxed),
        0,
        "nothing is sent before the first poll"
    );
    tokio::select! {
        result = results.next() => panic!("{result:?}"),
        () = async { while sandbox.requests().len() < 5 { tokio::task::yield_now().await } } => {}
    }
    drop(results);
    assert_eq!(taken.load(Ordering::Relaxed), 5);
    assert_eq!(sandbox.events().len(), 0);
}

#[tokio::test]
async fn results_are_in_order_although_a_request_is_slower() {
    let first = FaultRule::new(Fault::status(503)).variables(json!({ "input": { "title": "0" } }));
    let (sandbox, client) = faulty([first.next(2)]).await;
    let results = client
        .create_customer_events((0..10).map(titled))
        .collect()
        .await;
    let titles: Vec<String> = results
        .into_iter()
        .map(|event| event.unwrap().title)
        .collect();
    let expected: Vec<String> = (0..10).map(|title| title.to_string()).collect();
    assert_eq!(titles, expected);
    // The first event was created after others.
    assert_ne!(sandbox.events()[0].title, "0");
}

#[tokio::test]
async fn batches_of_thread_events_and_empty_batches_work() {
    let (sandbox, client) = sandbox().await;
    let events = ["a", "b"].map(|title| {
        thread_event!(
            title = title,
            thread_id = seed::THREAD_ID,
            components = [badge("P1")],
        )
    });
    let results = client.create_thread_events(&events).collect().await;
    assert_eq!(results.len(), 2);
    assert!(results.iter().all(Result::is_ok));
    assert_eq!(sandbox.events().len(), 2);
    assert!(
        client
            .create_thread_events(&events[..0])
            .collect()
            .await
            .is_empty()
    );
}
