//! The command `status`.

use std::time::Duration;

use plain_sandbox::Sandbox;
use serde_json::json;

use crate::{Database, event};

#[tokio::test]
async fn json_of_an_empty_outbox_has_every_field() {
    let database = Database::new().await;
    let expected = json!({
        "pending": 0,
        "in_flight": 0,
        "delivered": 0,
        "dead": 0,
        "oldest_pending_seconds": null,
    });
    assert_eq!(database.command(&["status"]).json().await, expected);
}

#[tokio::test]
async fn events_are_counted_by_state() {
    let database = Database::new().await;
    let sandbox = Sandbox::start().await;
    let outbox = database.outbox().await;
    for (customer, id) in [("jane", "1"), ("jane", "2"), ("nobody", "3")] {
        outbox.enqueue(&event(customer, id)).await.unwrap();
    }
    let counts = outbox.relay(sandbox.client()).deliver_due().await.unwrap();
    assert_eq!((counts.delivered, counts.dead), (2, 1));
    let earlier = database.outbox_of(Duration::from_secs(7_384)).await;
    earlier.enqueue(&event("jane", "4")).await.unwrap();
    outbox.enqueue(&event("jane", "5")).await.unwrap();

    let status = database.command(&["status"]).json().await;
    let oldest = status["oldest_pending_seconds"].as_u64().unwrap();
    assert!((7_384..8_000).contains(&oldest), "{status}");
    for (state, count) in [
        ("pending", 2),
        ("in_flight", 0),
        ("delivered", 2),
        ("dead", 1),
    ] {
        assert_eq!(status[state], count, "{state}: {status}");
    }
    let text = database.command(&["status"]).text().await;
    for line in [
        "pending                2",
        "dead                   1",
        "oldest pending  2h 3m ",
    ] {
        assert!(text.lines().any(|it| it.starts_with(line)), "{text}");
    }
    assert!(text.contains("`plain-outbox dead` lists the dead letters."));
}

/// A pipe whose reader has ended, as `head` does, is an error and not a panic.
#[tokio::test]
async fn closed_output_is_an_error() {
    let database = Database::new().await;
    for command in ["status", "dead", "migrate"] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let error = database.command(&[command]).stdout(writer).error(1).await;
        assert!(error.starts_with("plain-outbox: "), "{command}: {error}");
        assert!(!error.contains("panicked"), "{command}: {error}");
    }
}
