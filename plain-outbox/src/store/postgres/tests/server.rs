//! Crashes, conflicts and many relays.

use std::sync::Arc;

use plain_postgres_tests::PostgresServer;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::{TestDatabase, claim, ids, record, request, settle};
use crate::error::Error;
use crate::pace::Pace;
use crate::store::postgres::open;
use crate::store::{Claimed, Outcome, Store};

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn no_event_and_no_key_is_claimed_twice_by_many_relays() {
    let database = TestDatabase::new().await;
    let store = Arc::new(database.store().await);
    let records: Vec<_> = (0..600)
        .map(|number| record(&number.to_string(), &format!("k{}", number % 60)))
        .collect();
    store.enqueue(&records).await.unwrap();
    let relays = (0..8).map(|relay| {
        let store = Arc::clone(&store);
        tokio::spawn(async move {
            let mut delivered = Vec::new();
            loop {
                let after = format!("k{}", relay * 7);
                let Claimed {
                    deliveries,
                    is_complete,
                    ..
                } = store.claim(&request(&after)).await.unwrap();
                if deliveries.is_empty()
                    && is_complete
                    && store.counts().await.unwrap().pending == 0
                {
                    return delivered;
                }
                for delivery in deliveries {
                    settle(&store, delivery.lease, Outcome::Delivered).await;
                    delivered.push((delivery.record.external_id, delivery.lease.generation));
                }
            }
        })
    });
    let mut all = Vec::new();
    for relay in relays.collect::<Vec<_>>() {
        all.extend(relay.await.unwrap());
    }
    assert_eq!(all.len(), 600);
    assert!(all.iter().all(|(_, generation)| *generation == 1));
    assert_eq!(store.counts().await.unwrap().delivered, 600);
}

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn the_store_recovers_from_a_crash_and_a_killed_connection() {
    let server = Arc::new(PostgresServer::start_new().unwrap());
    let database = TestDatabase::on(Arc::clone(&server)).await;
    let store = database.store().await;
    store.enqueue(&[record("1", "a")]).await.unwrap();
    server.stop_immediately().unwrap();
    assert!(matches!(
        store.claim(&request("")).await,
        Err(Error::Database(_))
    ));
    server.start().unwrap();
    assert_eq!(ids(&claim(&store).await), ["1"]);
    let kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'app'";
    database.administer(kill).await;
    assert_eq!(store.enqueue(&[record("2", "b")]).await.unwrap(), [true]);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn serialization_failures_are_repeated() {
    let database = TestDatabase::new().await;
    database.store().await;
    let url: PgConnectOptions = database.server.url(&database.name).parse().unwrap();
    let options = url.options([("default_transaction_isolation", "serializable")]);
    let pool = PgPoolOptions::new()
        .max_connections(2)
        .connect_with(options)
        .await
        .unwrap();
    let store = Arc::new(open(pool, true).await.unwrap());
    let draws = (0..2).map(|_| {
        let store = Arc::clone(&store);
        tokio::spawn(async move {
            for _ in 0..50 {
                store.draw_permit(Pace::per_minute(450)).await.unwrap();
            }
        })
    });
    for draw in draws.collect::<Vec<_>>() {
        draw.await.unwrap();
    }
}

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn a_closed_pool_is_an_error_of_the_database() {
    let database = TestDatabase::new().await;
    let store = database.store().await;
    store.pool.close().await;
    assert!(matches!(store.counts().await, Err(Error::Database(_))));
}
