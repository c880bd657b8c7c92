//! Batches of events.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

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

#[tokio::test]
async fn calls_continue_while_the_consumer_pauses() {
    // All but the first event need a retry, or several.
    let later = |fault: Fault, number: u32| {
        FaultRule::new(fault).variables(json!({ "input": { "externalId": number.to_string() } }))
    };
    let faults = (1..12).map(|number| later(Fault::status(503), number).next(2));
    let (sandbox, client) = faulty(faults).await;
    let mut results = client.create_customer_events((0..12).map(titled));
    assert_eq!(results.next().await.unwrap().unwrap().title, "0");
    // The stream is not polled meanwhile.
    let timeout = Duration::from_mins(1);
    let created = sandbox.wait_for(|events| events.len() == 12, timeout).await;
    created.unwrap();
    for number in 1..12 {
        let created = results.next().await.unwrap().unwrap();
        assert_eq!(created.title, number.to_string());
    }
    assert!(results.next().await.is_none());
    assert_eq!(sandbox.requests().len(), 1 + 11 * 3);
}

#[tokio::test]
async fn pause_starts_no_further_calls() {
    let (sandbox, client) = sandbox().await;
    let mut results = client.create_customer_events((0..100).map(titled));
    results.next().await.unwrap().unwrap();
    let timeout = Duration::from_mins(1);
    sandbox
        .wait_for(|events| events.len() == 16, timeout)
        .await
        .unwrap();
    assert_eq!(results.external_ids_in_flight().count(), 15);
    results.next().await.unwrap().unwrap();
    assert_eq!(results.external_ids_in_flight().count(), 15);
    assert!(sandbox.requests().len() <= 17);
}

#[tokio::test]
async fn dropped_stream_completes_the_calls_it_started() {
    let second = FaultRule::new(Fault::status(502)).variables(json!({ "input": { "title": "1" } }));
    let (sandbox, client) = faulty([second.next(2)]).await;
    let unnamed = |number| plain_runtime::CreateCustomerEventInput {
        external_id: None,
        ..titled(number)
    };
    let mut results = client
        .create_customer_events((0..100).map(unnamed))
        .concurrency(NonZeroUsize::new(4).unwrap());
    let first = results.next().await.unwrap().unwrap();
    let mut ids: Vec<String> = results
        .external_ids_in_flight()
        .map(str::to_owned)
        .collect();
    drop(results);
    assert_eq!(ids.len(), 3);
    ids.push(first.external_id.unwrap());
    let timeout = Duration::from_mins(1);
    let created = sandbox.wait_for(|events| events.len() == 4, timeout).await;
    let mut created: Vec<String> = created
        .unwrap()
        .into_iter()
        .map(|event| event.external_id.unwrap())
        .collect();
    created.sort_unstable();
    ids.sort_unstable();
    assert_eq!(created, ids);
}

#[test]
fn stream_outlives_the_runtime_of_its_calls() {
    let runtime = || {
        let mut builder = tokio::runtime::Builder::new_current_thread();
        builder.enable_all().build().unwrap()
    };
    let (first, second) = (runtime(), runtime());
    let (_sandbox, client) =
        first
            .block_on(faulty([FaultRule::new(Fault::no_response())
                .variables(json!({ "input": { "title": "1" } }))]));
    let mut results = client
        .create_customer_events((0..3).map(titled))
        .concurrency(NonZeroUsize::new(2).unwrap());
    first.block_on(results.next()).unwrap().unwrap();
    drop(first);
    let error = second.block_on(results.next()).unwrap().unwrap_err();
    assert!(matches!(error, Error::Interrupted { .. }), "{error}");
    assert!(error.may_have_taken_effect() && error.is_retryable());
    assert_eq!(error.external_id(), Some("1"));
}
