mod counts;
mod failures;
mod model;

use std::time::{Duration, SystemTime};

use plain_runtime::client::Clock;
use sqlx::Row;
use tempfile::TempDir;

use super::SqliteStore;
use super::claim::{LEASE, WALK};
use super::operations::{COUNTS, DEAD, PURGE};
use super::settle::{COUNT, DELIVERED};
use crate::error::Error;
use crate::pace::Pace;
use crate::record::Record;
use crate::store::{ClaimRequest, Claimed, Outcome, Settlement, Store};

/// A store in a file, whose clock the test moves.
pub(super) struct FileFixture {
    directory: TempDir,
    pub(super) clock: Clock,
    pub(super) store: SqliteStore,
}

impl FileFixture {
    pub(super) async fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let start = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        let clock = Clock::manual(start);
        let path = directory.path().join("outbox.db");
        let store = SqliteStore::open(&path, clock.clone(), true).await.unwrap();
        Self {
            directory,
            clock,
            store,
        }
    }

    async fn open(&self, migrate: bool) -> Result<SqliteStore, Error> {
        let path = self.directory.path().join("outbox.db");
        SqliteStore::open(&path, self.clock.clone(), migrate).await
    }

    pub(super) async fn run(&self, sql: &'static str) {
        sqlx::query(sql).execute(&self.store.pool).await.unwrap();
    }
}

pub(super) fn record(key: &str, external_id: &str) -> Record {
    Record {
        kind: "thread_event".to_owned(),
        external_id: external_id.to_owned(),
        ordering_key: format!("thread:{key}"),
        format: 1,
        event: "{}".to_owned(),
    }
}

pub(super) fn request(max: u32, after: &str) -> ClaimRequest {
    ClaimRequest {
        max,
        lease: Duration::from_mins(2),
        after: after.to_owned(),
        max_keys: 1_000,
        pace: Pace::per_minute(1_000_000),
    }
}

/// Settlements of all events as delivered.
pub(super) fn delivered(claimed: &Claimed) -> Vec<Settlement> {
    let leases = claimed.deliveries.iter().map(|delivery| delivery.lease);
    let outcome = Outcome::Delivered;
    leases
        .map(|lease| Settlement {
            lease,
            outcome: outcome.clone(),
        })
        .collect()
}

pub(super) fn ids(claimed: &Claimed) -> Vec<&str> {
    let records = claimed.deliveries.iter().map(|delivery| &delivery.record);
    records.map(|record| record.external_id.as_str()).collect()
}

#[tokio::test]
async fn stores_on_one_file_share_events_and_leases() {
    let fixture = FileFixture::new().await;
    let other = fixture.open(false).await.unwrap();
    let records = ["a", "b", "c"].map(|key| record(key, key));
    fixture.store.enqueue(&records).await.unwrap();
    assert_eq!(other.enqueue(&records[..1]).await.unwrap(), [false]);
    let first = fixture.store.claim(&request(2, "")).await.unwrap();
    assert_eq!(ids(&first), ["a", "b"]);
    let second = other.claim(&request(2, "")).await.unwrap();
    assert_eq!(ids(&second), ["c"]);
    assert!(second.is_complete);
    assert_eq!(other.counts().await.unwrap().in_flight, 3);
}

#[tokio::test]
async fn processes_may_create_the_tables_at_once() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("outbox.db");
    let opening = (0..8).map(|_| SqliteStore::open(&path, Clock::system(), true));
    let stores = futures_util::future::join_all(opening).await;
    for (index, store) in stores.into_iter().enumerate() {
        let id = index.to_string();
        let is_new = store.unwrap().enqueue(&[record("a", &id)]).await.unwrap();
        assert_eq!(is_new, [true]);
    }
}

#[tokio::test]
async fn missing_and_newer_tables_are_refused() {
    let fixture = FileFixture::new().await;
    fixture
        .run("UPDATE plain_outbox_schema SET version = 2")
        .await;
    for migrate in [true, false] {
        let error = fixture.open(migrate).await.unwrap_err();
        assert!(matches!(error, Error::SchemaNewer { found: 2, .. }));
    }
    let empty = fixture.directory.path().join("empty.db");
    for _ in 0..2 {
        let opened = SqliteStore::open(&empty, Clock::system(), false).await;
        assert!(matches!(opened.unwrap_err(), Error::SchemaMissing));
        std::fs::write(&empty, "").unwrap();
    }
}

#[tokio::test]
async fn no_query_of_a_relay_reads_all_events() {
    let fixture = FileFixture::new().await;
    for sql in [WALK, LEASE, DELIVERED, COUNT, COUNTS, DEAD, PURGE] {
        let sql = sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}"));
        let rows = sqlx::query(sql).fetch_all(&fixture.store.pool).await;
        for row in rows.unwrap() {
            let step: String = row.get("detail");
            let is_table_scan = step.contains("SCAN") && !step.contains("INDEX");
            let reads_events = ["plain_outbox_events", "head", "next", "other"]
                .iter()
                .any(|table| step.contains(table));
            assert!(!(is_table_scan && reads_events), "{step}");
        }
    }
}

#[tokio::test]
async fn a_delivered_event_leaves_no_content() {
    let fixture = FileFixture::new().await;
    let store = &fixture.store;
    store.enqueue(&[record("a", "1")]).await.unwrap();
    let claimed = store.claim(&request(1, "")).await.unwrap();
    let settlements = [delivered(&claimed), delivered(&claimed)].concat();
    store.settle(&settlements).await.unwrap();
    assert_eq!(store.counts().await.unwrap().delivered, 1);
    let content = "SELECT coalesce(ordering_key, format, event, enqueued_at, reason) FROM plain_outbox_events";
    let content: Option<String> = sqlx::query_scalar(content)
        .fetch_one(&store.pool)
        .await
        .unwrap();
    assert_eq!(content, None);
    fixture.clock.advance(Duration::from_secs(61));
    assert_eq!(store.purge(Duration::from_mins(1), 10).await.unwrap(), 1);
    assert_eq!(store.enqueue(&[record("a", "1")]).await.unwrap(), [true]);
}
