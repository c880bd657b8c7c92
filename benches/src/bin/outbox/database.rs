//! Databases of the benchmark, each with its own outbox or bare table.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result};
use clap::ValueEnum;
use plain_outbox::{Outbox, StatementParameter};
use plain_postgres_tests::PostgresServer;
use sqlx::postgres::{PgConnection, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};

use crate::Bench;

/// Requests per minute of a budget that never delays a relay.
pub(crate) const NO_LIMIT: u32 = 100_000_000;
/// After so many new rows, PostgreSQL is vacuumed.
const LARGE: u64 = 5_000;

/// Where an outbox keeps its events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Engine {
    /// In memory.
    Memory,
    /// In an SQLite file.
    Sqlite,
    /// In PostgreSQL, on a server that the benchmark starts.
    Postgres,
}

impl Engine {
    /// Name in the tables.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Memory => "memory",
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// A database.
pub(crate) enum Database {
    Memory,
    Sqlite(PathBuf),
    Postgres {
        url: String,
        /// For checkpoints.
        superuser_url: String,
    },
}

/// Connections of a bare table.
pub(crate) enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// Rows as one array for each column.
#[derive(Default)]
pub(crate) struct Columns {
    texts: [Vec<String>; 4],
    formats: Vec<i64>,
}

impl Database {
    /// Creates an empty database.
    pub(crate) async fn create(bench: &Bench, engine: Engine, name: &str) -> Result<Self> {
        match engine {
            Engine::Memory => Ok(Self::Memory),
            Engine::Sqlite => Ok(Self::Sqlite(bench.folder.join(format!("{name}.db")))),
            Engine::Postgres => {
                let server = bench.postgres.as_ref().context("PostgreSQL is missing")?;
                Self::create_on(server, &name.to_lowercase().replace('-', "_")).await
            }
        }
    }

    async fn create_on(server: &PostgresServer, name: &str) -> Result<Self> {
        // One by one, since both must not run in a transaction.
        for statement in [
            format!("DROP DATABASE IF EXISTS {name}"),
            format!("CREATE DATABASE {name}"),
        ] {
            execute(&server.url("app"), &statement).await?;
        }
        Ok(Self::Postgres {
            url: server.url(name),
            superuser_url: server.superuser_url(name),
        })
    }

    /// Opens the outbox, with connections of its own.
    pub(crate) async fn open(&self, requests_per_minute: u32) -> Result<Outbox> {
        let builder = Outbox::builder().requests_per_minute(requests_per_minute);
        let opened = match self {
            Self::Memory => return Ok(builder.in_memory()),
            Self::Sqlite(file) => builder.sqlite(file).await,
            Self::Postgres { url, .. } => builder.postgres(postgres_pool(url).await?).await,
        };
        opened.context("the outbox is not opened")
    }

    /// Opens a connection for a bare table, with the settings of the outbox.
    pub(crate) async fn connect(&self) -> Result<Pool> {
        match self {
            Self::Memory => anyhow::bail!("there is no SQL"),
            Self::Sqlite(file) => {
                let pool = SqlitePoolOptions::new()
                    .max_connections(1)
                    .test_before_acquire(false);
                Ok(Pool::Sqlite(pool.connect_with(sqlite_options(file)).await?))
            }
            Self::Postgres { url, .. } => Ok(Pool::Postgres(postgres_pool(url).await?)),
        }
    }

    /// Does the work that so many new rows leave behind, so that no measurement pays for it.
    pub(crate) async fn rest(&self, rows: u64) -> Result<()> {
        match self {
            Self::Memory => {}
            Self::Sqlite(file) => {
                let mut connection = sqlite_options(file).connect().await?;
                sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
                    .execute(&mut connection)
                    .await?;
                connection.close().await?;
            }
            // Autovacuum does it.
            Self::Postgres { .. } if rows < LARGE => {}
            Self::Postgres { url, superuser_url } => {
                execute(url, "VACUUM (ANALYZE)").await?;
                execute(superuser_url, "CHECKPOINT").await?;
            }
        }
        Ok(())
    }
}

impl Columns {
    /// Adds a row.
    pub(crate) fn push(&mut self, row: &[StatementParameter]) {
        let mut texts = self.texts.iter_mut();
        for value in row {
            match value {
                StatementParameter::Text(text) => {
                    if let Some(column) = texts.next() {
                        column.push(text.clone());
                    }
                }
                StatementParameter::Integer(number) => self.formats.push(*number),
            }
        }
    }

    /// Runs a statement with the columns as its parameters: the kind, the external ID, the ordering key,
    /// the format and the event.
    pub(crate) async fn execute(
        self,
        sql: &'static str,
        connection: &mut PgConnection,
    ) -> Result<()> {
        let [kinds, external_ids, ordering_keys, events] = self.texts;
        sqlx::query(sql)
            .bind(kinds)
            .bind(external_ids)
            .bind(ordering_keys)
            .bind(self.formats)
            .bind(events)
            .execute(connection)
            .await?;
        Ok(())
    }
}

async fn postgres_pool(url: &str) -> Result<PgPool> {
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .test_before_acquire(false);
    Ok(pool.connect(url).await?)
}

async fn execute(url: &str, statement: &str) -> Result<()> {
    let mut connection = PgConnection::connect(url).await?;
    let statement = AssertSqlSafe(statement.to_owned());
    sqlx::raw_sql(statement).execute(&mut connection).await?;
    Ok(connection.close().await?)
}

/// The settings of the outbox's own connections.
pub(crate) fn sqlite_options(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(10))
}
