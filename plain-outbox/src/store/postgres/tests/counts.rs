//! Counting without a counter that all writers update.

use std::time::Duration;

use sqlx::Row as _;

use super::{TestDatabase, claim, record, settle};
use crate::store::postgres::PostgresStore;
use crate::store::{DeadSelection, Gauges, Outcome, Store};

/// Makes the events older that are pending now.
async fn age(store: &PostgresStore, by: Duration) {
    let age = "UPDATE pgmq.q_plain_outbox SET enqueued_at = enqueued_at - $1 * interval '1 second'";
    let age = sqlx::query(age).bind(by.as_secs_f64());
    age.execute(&store.pool).await.unwrap();
}

async fn oldest(store: &PostgresStore) -> Option<u64> {
    let (counts, gauges) = (store.counts().await, store.gauges().await);
    let seconds = |age: Option<Duration>| age.map(|age| age.as_secs());
    let oldest = seconds(counts.unwrap().oldest_pending);
    assert_eq!(oldest, seconds(gauges.unwrap().oldest_pending));
    oldest
}

async fn gauge(store: &PostgresStore) -> u64 {
    let Gauges { pending, .. } = store.gauges().await.unwrap();
    pending
}

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn gauges_are_counted_again_after_half_a_minute_by_one() {
    let database = TestDatabase::new().await;
    let store = database.store().await;
    let enqueue = async |id: &str| store.enqueue(&[record(id, id)]).await.unwrap();
    let shift = async |seconds: i32| {
        let shift = "UPDATE plain_outbox.counted SET counted_at = clock_timestamp() + $1 * interval '1 second'";
        let shift = sqlx::query(shift).bind(seconds);
        shift.execute(&store.pool).await.unwrap();
    };
    enqueue("1").await;
    assert_eq!(gauge(&store).await, 1);
    enqueue("2").await;
    assert_eq!(gauge(&store).await, 1);
    assert_eq!(store.counts().await.unwrap().pending, 2, "it is exact");
    shift(-40).await;
    // Another relay is counting.
    let mut other = store.pool.begin().await.unwrap();
    let lock = sqlx::query("SELECT FROM plain_outbox.counted FOR UPDATE");
    lock.execute(&mut *other).await.unwrap();
    assert_eq!(gauge(&store).await, 1);
    other.rollback().await.unwrap();
    assert_eq!(gauge(&store).await, 2);
    enqueue("3").await;
    // The clock was set back.
    shift(3_600).await;
    assert_eq!(gauge(&store).await, 3);
}

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn the_age_is_that_of_the_oldest_event_also_after_a_retry() {
    let database = TestDatabase::new().await;
    let store = database.store().await;
    assert_eq!(oldest(&store).await, None);
    store.enqueue(&[record("1", "a")]).await.unwrap();
    age(&store, Duration::from_mins(10)).await;
    let lease = claim(&store).await[0].lease;
    let reason = "rejected".to_owned();
    settle(&store, lease, Outcome::Dead { reason }).await;
    assert_eq!(oldest(&store).await, None);
    store.enqueue(&[record("2", "b")]).await.unwrap();
    store.enqueue(&[record("3", "c")]).await.unwrap();
    age(&store, Duration::from_secs(100)).await;
    assert_eq!(oldest(&store).await, Some(100));
    assert_eq!(store.retry_dead(&DeadSelection::All).await.unwrap(), 1);
    assert_eq!(oldest(&store).await, Some(600));
    // Another retry keeps the age.
    let claimed = claim(&store).await;
    let retry = Outcome::Retry {
        after: Duration::ZERO,
        counts: false,
    };
    settle(&store, claimed[0].lease, retry).await;
    assert_eq!(oldest(&store).await, Some(600));
    let again = claim(&store).await;
    assert_eq!(again[0].record, claimed[0].record);
    for delivery in [&again[0], &claimed[1], &claimed[2]] {
        settle(&store, delivery.lease, Outcome::Delivered).await;
    }
    assert_eq!(oldest(&store).await, None);
}

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn counts_read_indexes_and_no_pending_events() {
    let database = TestDatabase::new().await;
    let store = database.store().await;
    let records: Vec<_> = (0..500)
        .map(|n| record(&n.to_string(), &(n % 9).to_string()))
        .collect();
    store.enqueue(&records).await.unwrap();
    for function in ["pending", "oldest_pending"] {
        let mut transaction = store.pool.begin().await.unwrap();
        let definition = "SELECT prosrc, proconfig FROM pg_proc
            WHERE pronamespace = 'plain_outbox'::regnamespace AND proname = $1";
        let definition = sqlx::query(definition).bind(function);
        let definition = definition.fetch_one(&mut *transaction).await.unwrap();
        for setting in definition.get::<Vec<String>, _>("proconfig") {
            let setting = sqlx::AssertSqlSafe(format!("SET LOCAL {setting}"));
            let setting = sqlx::query(setting);
            setting.execute(&mut *transaction).await.unwrap();
        }
        let source = definition.get::<String, _>("prosrc");
        let explain = sqlx::AssertSqlSafe(format!("EXPLAIN {source}"));
        let plan = sqlx::query_scalar(explain);
        let plan: Vec<String> = plan.fetch_all(&mut *transaction).await.unwrap();
        let plan = plan.join("\n");
        assert!(!plan.contains("Seq Scan"), "{plan}");
        assert!(!plan.contains("Sort"), "{plan}");
    }
}
