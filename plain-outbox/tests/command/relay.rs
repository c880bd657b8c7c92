//! The command `relay`.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use plain_sandbox::{Fault, FaultRule, Sandbox};

use crate::proxy::Proxy;
use crate::{Database, LIMIT, event};

#[tokio::test]
async fn a_signal_ends_the_relay_after_the_requests_in_flight() {
    for (signal, json) in [("TERM", true), ("INT", false)] {
        let database = Database::new().await;
        let sandbox = Sandbox::start().await;
        sandbox.add_customer(None, "joe@acme.com");
        let mut proxy = Proxy::start(sandbox.address(), sandbox.url()).await;
        let outbox = database.outbox().await;
        // The last event waits for the first one, of the same customer.
        for (customer, id) in [("jane", "1"), ("joe", "2"), ("jane", "3")] {
            outbox.enqueue(&event(customer, id)).await.unwrap();
        }
        let relay = database.relay(&sandbox);
        let relay = relay.variable("PLAIN_API_URL", &proxy.url);
        let arguments: &[&str] = if json { &["--json"] } else { &[] };
        let mut relay = relay.arguments(arguments).start();
        let expected = if json {
            [
                r#"{"relay":"started"}"#,
                r#"{"relay":"stopping"}"#,
                r#"{"relay":"stopped"}"#,
            ]
        } else {
            [
                "The relay is running. Stop it with ctrl-c or SIGTERM.",
                "Finishing the requests in flight ..",
                "The relay has stopped. Events that are still pending stay in the outbox.",
            ]
        };
        assert_eq!(relay.line().await, expected[0]);
        proxy.wait_for(2).await;
        let status = database.command(&["status"]).json().await;
        assert_eq!(
            (&status["in_flight"], &status["pending"]),
            (&2.into(), &3.into())
        );

        relay.signal(signal).await;
        assert_eq!(relay.line().await, expected[1]);
        assert!(sandbox.events().is_empty());
        proxy.open();
        assert_eq!(relay.line().await, expected[2]);
        assert_eq!(relay.end().await, (Some(0), String::new()));
        assert_eq!(sandbox.events().len(), 2);
        let status = database.command(&["status"]).json().await;
        for (state, count) in [("in_flight", 0), ("pending", 1), ("delivered", 2)] {
            assert_eq!(status[state], count, "{signal}: {state}: {status}");
        }
    }
}

#[tokio::test]
async fn the_maximum_backoff_is_an_option() {
    let database = Database::new().await;
    let sandbox = Sandbox::start().await;
    // With the default, the last wait alone could take ten minutes.
    let failures = FaultRule::new(Fault::status(503)).next(20);
    sandbox.faults().set([failures]);
    let outbox = database.outbox().await;
    outbox.enqueue(&event("jane", "1")).await.unwrap();
    let relay = database.relay(&sandbox).arguments([
        "--max-backoff",
        "10ms",
        "--poll-interval",
        "10ms",
        "--requests-per-minute",
        "60000",
    ]);
    let _relay = relay.start();
    let delivered = sandbox.wait_for(|events| events.len() == 1, LIMIT);
    delivered.await.unwrap();
    assert_eq!(sandbox.requests().len(), 21);
}

#[tokio::test]
async fn events_of_a_killed_relay_stay_and_belong_to_it_for_a_while() {
    let database = Database::new().await;
    let sandbox = Sandbox::start().await;
    let mut proxy = Proxy::start(sandbox.address(), sandbox.url()).await;
    database
        .outbox()
        .await
        .enqueue(&event("jane", "1"))
        .await
        .unwrap();
    let relay = database.relay(&sandbox);
    let relay = relay.variable("PLAIN_API_URL", &proxy.url).start();
    proxy.wait_for(1).await;
    relay.signal("KILL").await;
    assert_eq!(relay.end().await.0, None);
    let status = database.command(&["status"]).json().await;
    assert_eq!(
        (&status["in_flight"], &status["pending"]),
        (&1.into(), &1.into())
    );
    // The lease of the killed relay has run out.
    database.execute("UPDATE plain_outbox_events SET visible_at = 1");
    let relay = database.relay(&sandbox).start();
    sandbox.wait_for(|it| it.len() == 1, LIMIT).await.unwrap();
    relay.signal("TERM").await;
    assert_eq!(relay.end().await.0, Some(0));
}

#[tokio::test]
async fn the_limit_of_requests_is_an_option_and_a_variable() {
    let sandbox = Sandbox::start().await;
    for (limit, is_option) in [(2, true), (6, true), (5, false)] {
        let database = Database::new().await;
        let id = limit.to_string();
        database
            .outbox()
            .await
            .enqueue(&event("jane", &id))
            .await
            .unwrap();
        let mut relay = database.relay(&sandbox);
        relay = if is_option {
            relay.arguments(["--requests-per-minute", &id])
        } else {
            relay.variable("PLAIN_OUTBOX_REQUESTS_PER_MINUTE", &id)
        };
        let before = SystemTime::now();
        let relay = relay.start();
        let is_delivered = |it: &plain_sandbox::Event| it.external_id.as_ref() == Some(&id);
        sandbox
            .wait_for(|it| it.iter().any(is_delivered), LIMIT)
            .await
            .unwrap();
        relay.signal("TERM").await;
        assert_eq!(relay.end().await.0, Some(0));

        // The next request is due one interval after the first, which was claimed meanwhile.
        let connection = rusqlite::Connection::open(database.path()).unwrap();
        let micros = connection.query_row("SELECT next_at FROM plain_outbox_state", (), |row| {
            row.get::<_, i64>(0)
        });
        let next = UNIX_EPOCH + Duration::from_micros(micros.unwrap().unsigned_abs());
        let interval = Duration::from_mins(1) / limit;
        let first = next - interval;
        assert!(before <= first && first <= SystemTime::now(), "{limit}");
    }
}

#[tokio::test]
async fn neither_key_nor_event_is_printed_when_plain_refuses() {
    let database = Database::new().await;
    let sandbox = Sandbox::start().await;
    database
        .outbox()
        .await
        .enqueue(&event("jane", "key-1"))
        .await
        .unwrap();
    for json in [false, true] {
        let mut relay = database
            .relay(&sandbox)
            .variable("PLAIN_API_KEY", "plainApiKey_secret");
        if json {
            relay = relay.arguments(["--json"]);
        }
        let mut relay = relay.start();
        let mut stdout = relay.line().await;
        while sandbox.requests().is_empty() {
            tokio::task::yield_now().await;
        }
        sandbox.clear_requests();
        relay.signal("TERM").await;
        for _ in 0..2 {
            stdout.push_str(&relay.line().await);
        }
        let (code, stderr) = relay.end().await;
        assert_eq!(code, Some(0), "{stderr}");
        assert!(stderr.contains("Plain refuses the client"), "{stderr}");
        for secret in ["secret", "Confidential", "Signed in", "jane"] {
            assert!(!stderr.contains(secret), "{stderr}");
            assert!(!stdout.contains(secret), "{stdout}");
        }
        let status = database.command(&["status"]).json().await;
        assert_eq!(
            (&status["pending"], &status["dead"]),
            (&1.into(), &0.into())
        );
        // The event waits for half a minute after it was refused.
        database.execute("UPDATE plain_outbox_events SET visible_at = 0");
    }
}
