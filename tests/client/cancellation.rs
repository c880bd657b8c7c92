//! Calls that are dropped before they end.

use std::time::Duration;

use plain_runtime::{Error, customer_event, thread_event};
use plain_sandbox::{Fault, FaultRule, seed};

use crate::secrets::capture_log;
use crate::{event, faulty};

#[test]
fn external_id_is_known_before_sending() {
    let first = event().with_external_id();
    let external_id = first.external_id.clone().unwrap();
    assert_eq!(
        uuid::Uuid::parse_str(&external_id)
            .unwrap()
            .get_version_num(),
        7
    );
    // Kept by a second call, and different for each event.
    assert_eq!(first.clone().with_external_id(), first);
    assert_ne!(event().with_external_id(), first);
    let own = customer_event!(
        title = "a",
        customer_identifier = customer_id("c_1"),
        components = [text("b")],
        external_id = "key-1",
    );
    assert_eq!(own.clone().with_external_id(), own);
    let thread_event = thread_event!(
        title = "a",
        thread_id = seed::THREAD_ID,
        components = [text("b")],
    );
    assert!(thread_event.with_external_id().external_id.is_some());
}

#[tokio::test]
async fn cancelled_call_can_be_repeated() {
    let (log, _guard) = capture_log();
    let lost = Fault::no_response().after_commit();
    let (sandbox, client) = faulty([FaultRule::new(lost).next(1)]).await;
    let event = event().with_external_id();
    tokio::select! {
        result = client.create_customer_event(&event) => panic!("{result:?}"),
        _ = sandbox.wait_for(|events| events.len() == 1, Duration::from_mins(1)) => {}
    }
    let error = client.create_customer_event(&event).await.unwrap_err();
    assert!(matches!(error, Error::AlreadyCreated { .. }), "{error}");
    assert_eq!(sandbox.events().len(), 1);

    let log = log.text();
    let closed: Vec<&str> = log
        .lines()
        .filter(|it| it.contains("plain_runtime::client::span: close"))
        .collect();
    assert_eq!(closed.len(), 2, "{log}");
    let external_id = event.external_id.unwrap();
    for line in &closed {
        let part = format!("plain.external_id=\"{external_id}\"");
        assert!(line.contains(&part), "{line}");
    }
    let cancelled = closed[0];
    for part in ["otel.status_code=\"ERROR\"", "error.type=\"cancelled\""] {
        assert!(cancelled.contains(part), "{cancelled}");
    }
    let lines = log.lines().filter(|it| it.contains("call cancelled"));
    assert_eq!(lines.count(), 1, "{log}");
}

#[tokio::test]
async fn span_names_a_generated_external_id() {
    let (log, _guard) = capture_log();
    let (sandbox, client) = faulty([Fault::no_response().after_commit()]).await;
    let event = event();
    tokio::select! {
        result = client.create_customer_event(&event) => panic!("{result:?}"),
        _ = sandbox.wait_for(|events| events.len() == 1, Duration::from_mins(1)) => {}
    }
    let log = log.text();
    let external_id = sandbox.events().remove(0).external_id.unwrap();
    let is_named =
        |line: &str| line.contains("call cancelled") && line.contains(external_id.as_str());
    assert!(log.lines().any(is_named), "{log}");
}

#[tokio::test]
async fn wait_for_the_rate_limit_is_recorded() {
    let (log, _guard) = capture_log();
    let limited = Fault::status(429).header("retry-after", "7");
    let (_sandbox, client) = faulty([FaultRule::new(limited).next(1)]).await;
    client.create_customer_event(&event()).await.unwrap();
    let log = log.text();
    let waits = log
        .lines()
        .filter(|it| it.contains("waiting for the rate limit"));
    assert_eq!(waits.count(), 1, "{log}");
}
