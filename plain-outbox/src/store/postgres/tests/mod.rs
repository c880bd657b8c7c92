//! The store with a real server.

mod counts;
mod events;
mod extension;
mod opening;
mod privileges;
mod server;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use plain_postgres_tests::PostgresServer;
use sqlx::postgres::{PgConnectOptions, PgPool};

use super::{PostgresStore, open};
use crate::error::Error;
use crate::pace::Pace;
use crate::record::Record;
use crate::store::{ClaimRequest, DeadSelection, Delivery, Lease, Outcome, Settlement, Store};

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

    /// Connections of the superuser.
    async fn admin(&self) -> PgPool {
        let url = self.server.superuser_url(&self.name);
        PgPool::connect(&url).await.unwrap()
    }

    /// Executes statements of the superuser.
    async fn administer(&self, sql: &str) {
        let admin = self.admin().await;
        let sql = sqlx::AssertSqlSafe(sql.to_owned());
        sqlx::raw_sql(sql).execute(&admin).await.unwrap();
        admin.close().await;
    }

    /// Creates a role without privileges, and connects as it.
    async fn guest(&self) -> PgPool {
        let role = self.guest_role();
        self.administer(&format!("CREATE ROLE {role} LOGIN")).await;
        let options: PgConnectOptions = self.server.url(&self.name).parse().unwrap();
        let options = options.username(role.trim_matches('"'));
        PgPool::connect_with(options).await.unwrap()
    }

    /// The role in SQL. Its name needs quotes.
    fn guest_role(&self) -> String {
        format!("\"Guest of {}\"", self.name)
    }

    /// Executes the remedy for an error, after which the outbox is installed and works.
    async fn assert_remedy_works(&self, error: &Error, pool: PgPool) {
        self.administer(&remedy(error)).await;
        use_store(&open(pool, true).await.unwrap()).await;
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

/// The first SQL that an error tells an administrator to run.
fn remedy(error: &Error) -> String {
    let text = error.to_string();
    let (_, sql) = text.split_once("an administrator runs `").expect(&text);
    sql.split_once('`').unwrap().0.to_owned()
}

/// Delivers an event, and makes another one a dead letter that is retried.
async fn use_store(store: &PostgresStore) {
    let records = [
        record("use-1", "a"),
        record("use-2", "b"),
        record("use-1", "c"),
    ];
    assert_eq!(store.enqueue(&records).await.unwrap(), [true, true, false]);
    let claimed = claim(store).await;
    assert_eq!(ids(&claimed), ["use-1", "use-2"]);
    settle(store, claimed[0].lease, Outcome::Delivered).await;
    let reason = "rejected".to_owned();
    settle(store, claimed[1].lease, Outcome::Dead { reason }).await;
    assert_eq!(store.retry_dead(&DeadSelection::All).await.unwrap(), 1);
    settle(store, claim(store).await[0].lease, Outcome::Delivered).await;
    assert_eq!(store.counts().await.unwrap().pending, 0);
    assert_eq!(store.purge(Duration::ZERO, 10).await.unwrap(), 2);
}
