//! An SQLite file that an outbox and the application share.

use std::time::Duration;

use plain_outbox::{Error, Outbox, OutboxBuilder};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions};
use sqlx::{AssertSqlSafe, SqlitePool};
use tempfile::TempDir;

use crate::damage::Damage;
use crate::outage::Breaker;
use crate::transaction::AppTransaction;

pub(crate) struct SqliteFile {
    directory: TempDir,
    /// Connections of the application.
    pool: SqlitePool,
}

impl SqliteFile {
    pub(crate) async fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let options = options(&directory).create_if_missing(true);
        let pool = SqlitePool::connect_with(options).await.unwrap();
        let file = Self { directory, pool };
        file.run("CREATE TABLE accounts (id INTEGER)").await;
        file
    }

    pub(crate) async fn open(&self, builder: OutboxBuilder) -> Result<Outbox, Error> {
        builder.sqlite(self.directory.path().join("app.db")).await
    }

    pub(crate) async fn run(&self, sql: impl Into<String>) {
        let query = sqlx::query(AssertSqlSafe(sql.into()));
        query.execute(&self.pool).await.unwrap();
    }

    pub(crate) async fn begin(&self) -> AppTransaction {
        AppTransaction::Sqlite(self.pool.begin().await.unwrap())
    }

    pub(crate) async fn count_accounts(&self) -> i64 {
        let count = sqlx::query_scalar("SELECT count(*) FROM accounts");
        count.fetch_one(&self.pool).await.unwrap()
    }

    pub(crate) async fn damage(&self, external_id: &str, damage: Damage) {
        let change = match damage {
            Damage::Event(json) => format!("event = '{json}'"),
            Damage::Cut => "event = substr(event, 1, length(event) / 2)".to_owned(),
            Damage::Kind(kind) => format!("kind = '{kind}'"),
            Damage::Format(format) => format!("format = {format}"),
        };
        self.run(format!(
            "UPDATE plain_outbox_events SET {change} WHERE external_id = '{external_id}'"
        ))
        .await;
    }

    pub(crate) async fn set_version(&self, version: u32) {
        self.run(format!(
            "UPDATE plain_outbox_schema SET version = {version}"
        ))
        .await;
    }

    /// An outbox with one connection, which the test can break.
    pub(crate) async fn open_unreliable(&self, builder: OutboxBuilder) -> (Outbox, Breaker) {
        let options = options(&self.directory).busy_timeout(Duration::from_millis(20));
        let pool = SqlitePoolOptions::new().max_connections(1);
        let pool = pool.connect_with(options).await.unwrap();
        let outbox = builder.sqlite_pool(pool.clone()).await.unwrap();
        let lock = self.pool.acquire().await.unwrap();
        (outbox, Breaker::Sqlite { pool, lock })
    }
}

fn options(directory: &TempDir) -> SqliteConnectOptions {
    let options = SqliteConnectOptions::new().filename(directory.path().join("app.db"));
    options.journal_mode(SqliteJournalMode::Wal)
}
