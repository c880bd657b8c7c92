//! The semantics that depend on transactions.

use std::time::Duration;

use super::{TestDatabase, claim, ids, record, request, settle};
use crate::pace::Pace;
use crate::store::postgres::enqueue_in;
use crate::store::{ClaimRequest, DeadSelection, Outcome, Store};

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn records_keep_every_byte_and_duplicates_say_so() {
    let database = TestDatabase::new().await;
    let store = database.store().await;
    let records = [record("1", "a"), record("2", "b"), record("1", "c")];
    assert_eq!(store.enqueue(&records).await.unwrap(), [true, true, false]);
    let deliveries = claim(&store).await;
    assert_eq!(deliveries[0].record, records[0]);
    assert_eq!(deliveries[1].record, records[1]);
    assert_eq!(deliveries[0].attempt, 1);
    assert!(store.newest().await.unwrap() >= deliveries[1].lease.id);
    assert_eq!(
        store.pending_up_to(deliveries[0].lease.id).await.unwrap(),
        1
    );
}

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn a_duplicate_leaves_the_transaction_usable() {
    let database = TestDatabase::new().await;
    let store = database.store().await;
    store.enqueue(&[record("1", "a")]).await.unwrap();
    let mut transaction = store.pool.begin().await.unwrap();
    assert!(
        !enqueue_in(&mut transaction, &record("1", "a"))
            .await
            .unwrap()
    );
    assert!(
        enqueue_in(&mut transaction, &record("2", "b"))
            .await
            .unwrap()
    );
    transaction.rollback().await.unwrap();
    assert_eq!(store.enqueue(&[record("2", "b")]).await.unwrap(), [true]);
    assert_eq!(store.counts().await.unwrap().pending, 2);
}

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn a_late_commit_does_not_overtake_an_event_in_flight() {
    let database = TestDatabase::new().await;
    let store = database.store().await;
    let mut late = store.pool.begin().await.unwrap();
    assert!(enqueue_in(&mut late, &record("first", "a")).await.unwrap());
    store.enqueue(&[record("second", "a")]).await.unwrap();
    let second = claim(&store).await;
    assert_eq!(ids(&second), ["second"]);
    late.commit().await.unwrap();
    assert!(claim(&store).await.is_empty());
    let retry = Outcome::Retry {
        after: Duration::from_hours(1),
        counts: true,
    };
    settle(&store, second[0].lease, retry).await;
    assert!(claim(&store).await.is_empty());
    settle(&store, second[0].lease, Outcome::Delivered).await;
    assert_eq!(ids(&claim(&store).await), ["first"]);
}

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn claims_walk_the_keys_and_wrap_around() {
    let database = TestDatabase::new().await;
    let store = database.store().await;
    let records = ["a", "B", "ä", "z"].map(|key| record(key, key));
    store.enqueue(&records).await.unwrap();
    let two = ClaimRequest {
        max: 2,
        ..request("a")
    };
    let claimed = store.claim(&two).await.unwrap();
    assert_eq!(ids(&claimed.deliveries), ["z", "ä"]);
    assert_eq!(
        (claimed.next_after.as_str(), claimed.is_complete),
        ("ä", false)
    );
    let claimed = store.claim(&request("ä")).await.unwrap();
    assert_eq!(ids(&claimed.deliveries), ["B", "a"]);
    assert!(claimed.is_complete);
    let few = ClaimRequest {
        max_keys: 3,
        ..request("")
    };
    let claimed = store.claim(&few).await.unwrap();
    assert_eq!(
        (claimed.next_after.as_str(), claimed.is_complete),
        ("z", false)
    );
}

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn dead_letters_are_retried_and_discarded() {
    let database = TestDatabase::new().await;
    let store = database.store().await;
    store
        .enqueue(&[record("1", "a"), record("2", "b")])
        .await
        .unwrap();
    for delivery in claim(&store).await {
        let uncounted = Outcome::Retry {
            after: Duration::ZERO,
            counts: false,
        };
        settle(&store, delivery.lease, uncounted).await;
    }
    for delivery in claim(&store).await {
        assert_eq!((delivery.attempt, delivery.lease.generation), (1, 2));
        let reason = "not\0valid".to_owned();
        settle(&store, delivery.lease, Outcome::Dead { reason }).await;
    }
    let dead = store.dead(10).await.unwrap();
    assert_eq!(
        (dead[0].record.external_id.as_str(), dead[0].reason.as_str()),
        ("2", "notvalid")
    );
    assert_eq!(dead[0].attempts, 1);
    let first = DeadSelection::Ids(vec![dead[1].id, 99]);
    assert_eq!(store.retry_dead(&first).await.unwrap(), 1);
    assert_eq!(store.discard_dead(&DeadSelection::All).await.unwrap(), 1);
    let counts = store.counts().await.unwrap();
    assert_eq!((counts.pending, counts.in_flight, counts.dead), (1, 0, 0));
    assert_eq!(store.purge(Duration::from_hours(1), 10).await.unwrap(), 0);
    assert_eq!(store.purge(Duration::ZERO, 10).await.unwrap(), 1);
    assert_eq!(
        store
            .enqueue(&[record("2", "b"), record("1", "a")])
            .await
            .unwrap(),
        [true, false]
    );
}

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn a_stale_lease_changes_nothing_but_a_delivery_counts() {
    let database = TestDatabase::new().await;
    let store = database.store().await;
    store.enqueue(&[record("1", "a")]).await.unwrap();
    let stale = claim(&store).await[0].lease;
    let expire = "UPDATE pgmq.q_plain_outbox SET vt = vt - interval '3 minutes'";
    sqlx::raw_sql(expire).execute(&store.pool).await.unwrap();
    let current = claim(&store).await;
    assert_eq!((current[0].attempt, current[0].lease.generation), (1, 2));
    settle(
        &store,
        stale,
        Outcome::Dead {
            reason: String::new(),
        },
    )
    .await;
    let retry = Outcome::Retry {
        after: Duration::ZERO,
        counts: true,
    };
    settle(&store, stale, retry).await;
    assert_eq!(store.counts().await.unwrap().in_flight, 1);
    settle(&store, stale, Outcome::Delivered).await;
    let counts = store.counts().await.unwrap();
    assert_eq!((counts.pending, counts.delivered, counts.dead), (0, 1, 0));
}

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn a_pause_and_an_empty_budget_stop_all_claims() {
    let database = TestDatabase::new().await;
    let store = database.store().await;
    let records: Vec<_> = (0..40)
        .map(|n| record(&n.to_string(), &n.to_string()))
        .collect();
    store.enqueue(&records).await.unwrap();
    let slow = ClaimRequest {
        max: 40,
        pace: Pace::per_minute(450),
        ..request("")
    };
    let claimed = store.claim(&slow).await.unwrap().deliveries;
    // The permits of the next two seconds, and those of the burst.
    assert!((15..=18).contains(&claimed.len()), "{}", claimed.len());
    assert!(claimed[0].send_in.is_zero());
    assert!(claimed.last().unwrap().send_in > Duration::from_secs(1));
    assert!(store.draw_permit(slow.pace).await.unwrap() > Duration::from_secs(1));
    store.pause(Duration::from_secs(500)).await.unwrap();
    let closed = store.claim(&slow).await.unwrap();
    assert!(closed.deliveries.is_empty());
    assert!(closed.budget_opens_in.unwrap() > Duration::from_secs(400));
}
