//! The commands `dead`, `retry` and `discard`.

use plain_outbox::DeadLetters;
use plain_sandbox::Sandbox;
use serde_json::{Value, json};

use crate::{Database, LIMIT, event};

/// A database with dead letters, newest first: the sandbox knows their customers not yet.
async fn with_dead_letters(sandbox: &Sandbox, external_ids: &[&str]) -> Database {
    let database = Database::new().await;
    let outbox = database.outbox().await;
    for id in external_ids {
        outbox.enqueue(&event("kim", id)).await.unwrap();
    }
    let counts = outbox.relay(sandbox.client()).deliver_due().await.unwrap();
    assert_eq!(counts.dead, external_ids.len() as u64);
    database
}

async fn counts(database: &Database) -> (u64, u64) {
    let status = database.command(&["status"]).json().await;
    let count = |state: &str| status[state].as_u64().unwrap();
    (count("pending"), count("dead"))
}

#[tokio::test]
async fn dead_letters_are_listed_with_their_reasons() {
    let sandbox = Sandbox::start().await;
    let database = with_dead_letters(&sandbox, &["key-1", "key-2"]).await;
    let Value::Array(letters) = database.command(&["dead"]).json().await else {
        panic!("an array is expected");
    };
    let field = |name: &str| {
        letters
            .iter()
            .map(|it| it[name].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(field("external_id"), ["key-2", "key-1"]);
    assert_eq!(field("title"), ["Signed in as kim", "Signed in as kim"]);
    assert_eq!(field("kind"), ["customer_event", "customer_event"]);
    assert_eq!(field("attempts"), [1, 1]);
    for letter in &letters {
        let reason = letter["reason"].as_str().unwrap();
        assert!(reason.contains("customer"), "{reason}");
        for time in ["enqueued_at", "died_at"] {
            let time = letter[time].as_str().unwrap();
            assert!(humantime::parse_rfc3339(time).is_ok(), "{time}");
        }
    }
    let text = database.command(&["dead"]).text().await;
    assert!(text.contains("key-1 (ID ") && text.contains("title     Signed in as kim"));
    assert!(text.contains("`plain-outbox retry EXTERNAL_ID`"), "{text}");
}

#[tokio::test]
async fn a_retried_letter_is_delivered_by_a_relay() {
    let sandbox = Sandbox::start().await;
    let database = with_dead_letters(&sandbox, &["key-1", "key-2", "key-3"]).await;
    sandbox.add_customer(None, "kim@acme.com");
    let text = database.command(&["retry", "key-1", "key-3"]).text().await;
    assert_eq!(text, "2 dead letters retried\n");
    assert_eq!(counts(&database).await, (2, 1));

    let mut relay = database.relay(&sandbox).start();
    relay.line().await;
    let events = sandbox.wait_for(|it| it.len() == 2, LIMIT).await.unwrap();
    let ids: Vec<_> = events.iter().map(|it| it.external_id.as_deref()).collect();
    assert_eq!(ids, [Some("key-1"), Some("key-3")]);
    relay.signal("TERM").await;
    assert_eq!(relay.end().await.0, Some(0));
    assert_eq!(counts(&database).await, (0, 1));
}

#[tokio::test]
async fn a_discarded_letter_is_gone_for_good() {
    let sandbox = Sandbox::start().await;
    let database = with_dead_letters(&sandbox, &["key-1", "key-2"]).await;
    let discard = database.command(&["discard", "key-1"]);
    assert_eq!(discard.json().await, json!({ "discarded": 1 }));
    assert_eq!(counts(&database).await, (0, 1));
    // It is not enqueued again.
    let outbox = database.outbox().await;
    assert!(
        outbox
            .enqueue(&event("kim", "key-1"))
            .await
            .unwrap()
            .is_duplicate()
    );
    let discard = database.command(&["discard", "--all"]).text().await;
    assert_eq!(discard, "1 dead letter discarded\n");
    assert_eq!(database.command(&["dead"]).json().await, json!([]));
    let text = database.command(&["dead"]).text().await;
    assert_eq!(text, "There are no dead letters.\n");
}

#[tokio::test]
async fn letters_are_selected_by_the_ids_of_the_list() {
    let sandbox = Sandbox::start().await;
    let database = with_dead_letters(&sandbox, &["key-1", "key-2", "key-3"]).await;
    let letters = database.command(&["dead"]).json().await;
    let ids: Vec<String> = [0, 2].map(|index| letters[index]["id"].to_string()).into();
    let retry = database.command(&["retry", "--id", &ids[0], "--id", &ids[1]]);
    assert_eq!(retry.json().await, json!({ "retried": 2 }));
    let left = database.outbox().await.dead().await.unwrap();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].external_id(), "key-2");
}

#[tokio::test]
async fn nothing_to_repair_is_told_from_an_unknown_id() {
    let database = Database::new().await;
    for (command, done) in [("retry", "retried"), ("discard", "discarded")] {
        for selection in [&["--all"][..], &["unknown"], &["--id", "17"]] {
            let command = database.command(&[command]).arguments(selection);
            assert_eq!(command.json().await, json!({ done: 0 }), "{selection:?}");
        }
        let all = database.command(&[command, "--all"]).text().await;
        assert_eq!(all, "There are no dead letters.\n");
        let error = database.command(&[command, "unknown"]).error(1).await;
        let expected = "plain-outbox: no dead letter has this ID; `plain-outbox dead` lists them\n";
        assert_eq!(error, expected);
    }
}

#[tokio::test]
async fn dead_letters_do_not_control_the_terminal() {
    let sandbox = Sandbox::start().await;
    let database = with_dead_letters(&sandbox, &["key-1"]).await;
    database.execute(
        "UPDATE plain_outbox_events SET external_id = 'a' || char(27) || '[2J', \
         reason = 'two' || char(10) || 'lines', event = '{}'",
    );
    let text = database.command(&["dead"]).text().await;
    assert!(text.starts_with(r"a\u{1b}[2J (ID "), "{text}");
    assert!(text.contains(r"reason    two\nlines"), "{text}");
    assert!(text.contains("title     (unreadable)"), "{text}");
    // JSON has the same as the database.
    let letters = database.command(&["dead"]).json().await;
    assert_eq!(letters[0]["external_id"], "a\u{1b}[2J");
    assert_eq!(letters[0]["title"], Value::Null);
    let outbox = database.outbox().await;
    let discarded = outbox.discard_dead(DeadLetters::all()).await;
    assert_eq!(discarded.unwrap(), 1);
}
