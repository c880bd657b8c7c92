//! The semantics that depend on transactions, and the life of the server.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use plain_postgres_tests::PostgresServer;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};

use super::{PostgresStore, enqueue_in, open};
use crate::error::Error;
use crate::pace::Pace;
use crate::record::Record;
use crate::store::{
    ClaimRequest, Claimed, DeadSelection, Delivery, Lease, Outcome, Settlement, Store,
};

const LEASE: Duration = Duration::from_mins(2);

/// A database of its own on the shared server.
struct TestDatabase {
    server: Arc<PostgresServer>,
    name: String,
}

impl TestDatabase {
    async fn new() -> Self {
        Self::on(PostgresServer::shared().unwrap()).await
    }

    async fn on(server: Arc<PostgresServer>) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let name = format!("store_{}", NUMBER.fetch_add(1, Ordering::Relaxed));
        let pool = PgPool::connect(&server.url("app")).await.unwrap();
        let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
        sqlx::raw_sql(create).execute(&pool).await.unwrap();
        pool.close().await;
        Self { server, name }
    }

    async fn pool(&self) -> PgPool {
        PgPool::connect(&self.server.url(&self.name)).await.unwrap()
    }

    async fn store(&self) -> PostgresStore {
        open(self.pool().await, true).await.unwrap()
    }
}

fn record(id: &str, key: &str) -> Record {
    Record {
        kind: "thread_event".to_owned(),
        external_id: id.to_owned(),
        ordering_key: key.to_owned(),
        format: 1,
        event: "{\"a\": \"\\u0000\",  \"a\": 1}".to_owned(),
    }
}

fn request(after: &str) -> ClaimRequest {
    ClaimRequest {
        max: 10,
        lease: LEASE,
        after: after.to_owned(),
        max_keys: 1_000,
        pace: Pace::per_minute(1_000_000),
    }
}

async fn claim(store: &PostgresStore) -> Vec<Delivery> {
    store.claim(&request("")).await.unwrap().deliveries
}

fn ids(deliveries: &[Delivery]) -> Vec<&str> {
    let ids = deliveries
        .iter()
        .map(|delivery| &*delivery.record.external_id);
    ids.collect()
}

async fn settle(store: &PostgresStore, lease: Lease, outcome: Outcome) {
    store
        .settle(&[Settlement { lease, outcome }])
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn processes_that_migrate_at_once_all_succeed() {
    let database = TestDatabase::new().await;
    let pools = [
        database.pool().await,
        database.pool().await,
        database.pool().await,
    ];
    let opened = pools.map(|pool| tokio::spawn(open(pool, true)));
    for store in opened {
        store.await.unwrap().unwrap();
    }
    let store = open(database.pool().await, false).await.unwrap();
    assert!(claim(&store).await.is_empty());
}

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn missing_and_newer_schemas_are_errors() {
    let database = TestDatabase::new().await;
    let missing = open(database.pool().await, false).await.unwrap_err();
    assert!(matches!(missing, Error::SchemaMissing));
    database.store().await;
    let pool = database.pool().await;
    let newer = "CREATE OR REPLACE FUNCTION plain_outbox.schema_version() RETURNS integer LANGUAGE sql AS 'SELECT 2'";
    sqlx::raw_sql(newer).execute(&pool).await.unwrap();
    let error = open(pool, true).await.unwrap_err();
    assert!(matches!(
        error,
        Error::SchemaNewer {
            found: 2,
            supported: 1
        }
    ));
}

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn an_old_pgmq_is_an_error_and_stays_as_it_is() {
    let database = TestDatabase::new().await;
    let pool = database.pool().await;
    let old = "CREATE SCHEMA pgmq; CREATE TABLE pgmq.meta (queue_name text)";
    sqlx::raw_sql(old).execute(&pool).await.unwrap();
    let error = open(pool, true).await.unwrap_err();
    assert!(
        error.to_string().contains("ALTER EXTENSION pgmq UPDATE"),
        "{error}"
    );
}

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
    assert_eq!(current[0].attempt, 2);
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
    let admin = PgPool::connect(&server.superuser_url(&database.name))
        .await
        .unwrap();
    let kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'app'";
    sqlx::raw_sql(kill).execute(&admin).await.unwrap();
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

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn a_role_needs_only_the_functions_that_it_calls() {
    let database = TestDatabase::new().await;
    database.store().await;
    let server = &database.server;
    let admin = PgPool::connect(&server.superuser_url(&database.name))
        .await
        .unwrap();
    let role = format!("writer_{}", database.name);
    let grant = "GRANT EXECUTE ON FUNCTION plain_outbox.enqueue(text, text, text, bigint, text) TO";
    let setup = sqlx::AssertSqlSafe(format!("CREATE ROLE {role} LOGIN; {grant} {role}"));
    sqlx::raw_sql(setup).execute(&admin).await.unwrap();
    let url = server
        .url(&database.name)
        .replace("//app@", &format!("//{role}@"));
    let pool = PgPool::connect(&url).await.unwrap();
    let mut connection = pool.acquire().await.unwrap();
    assert!(
        enqueue_in(&mut connection, &record("1", "a"))
            .await
            .unwrap()
    );
    let store = open(pool.clone(), false).await.unwrap();
    assert!(matches!(
        store.claim(&request("")).await,
        Err(Error::Database(_))
    ));
}
