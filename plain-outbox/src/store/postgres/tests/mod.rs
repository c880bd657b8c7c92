//! The store with a real server.

mod counts;
mod events;
mod opening;
mod server;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use plain_postgres_tests::PostgresServer;
use sqlx::postgres::PgPool;

use super::{PostgresStore, open};
use crate::pace::Pace;
use crate::record::Record;
use crate::store::{ClaimRequest, Delivery, Lease, Outcome, Settlement, Store};

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
