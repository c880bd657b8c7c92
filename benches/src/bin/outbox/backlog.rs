//! An outbox with pending events.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use clap::ValueEnum;
use plain_outbox::Outbox;
use plain_runtime::{CreateCustomerEventInput, customer_event};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _};

/// The budget of requests never delays a relay.
const REQUESTS_PER_MINUTE: u32 = 100_000_000;
/// Events that one transaction records when the outbox is filled.
const BATCH: u64 = 10_000;

/// Where an outbox keeps its events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Engine {
    /// In memory.
    Memory,
    /// In an SQLite file.
    Sqlite,
}

impl Engine {
    /// Name in the tables.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Memory => "memory",
            Self::Sqlite => "SQLite",
        }
    }
}

/// An outbox of the benchmark.
pub(crate) struct Backlog {
    engine: Engine,
    file: PathBuf,
    outbox: Outbox,
    customers: u64,
    /// Number of the next event.
    next: u64,
}

impl Backlog {
    /// Creates an outbox without events.
    pub(crate) async fn create(
        engine: Engine,
        folder: &Path,
        name: &str,
        customers: u64,
    ) -> Result<Self> {
        let file = folder.join(format!("{name}.db"));
        Ok(Self {
            engine,
            outbox: open(engine, &file).await?,
            file,
            customers,
            next: 0,
        })
    }

    /// The outbox: with connections of its own, as another process has, if it has connections.
    pub(crate) async fn open_again(&self) -> Result<Outbox> {
        match self.engine {
            Engine::Memory => Ok(self.outbox.clone()),
            Engine::Sqlite => open(self.engine, &self.file).await,
        }
    }

    /// Number of pending events.
    pub(crate) async fn pending(&self) -> Result<u64> {
        Ok(self.outbox.stats().await?.pending)
    }

    /// Records events until so many are pending.
    pub(crate) async fn fill(&mut self, pending: u64) -> Result<()> {
        let mut missing = pending.saturating_sub(self.pending().await?);
        while missing > 0 {
            let count = missing.min(BATCH);
            self.record(count).await?;
            missing -= count;
        }
        if self.engine == Engine::Sqlite {
            checkpoint(&self.file).await?;
        }
        Ok(())
    }

    async fn record(&mut self, count: u64) -> Result<()> {
        let numbers = self.next..self.next + count;
        self.next = numbers.end;
        match self.engine {
            Engine::Memory => {
                for number in numbers {
                    self.outbox.enqueue(&event(number, self.customers)).await?;
                }
            }
            Engine::Sqlite => {
                let mut connection = sqlite_options(&self.file).connect().await?;
                let mut transaction = connection.begin().await?;
                for number in numbers {
                    let event = event(number, self.customers);
                    self.outbox.enqueue_in(&mut transaction, &event).await?;
                }
                transaction.commit().await?;
            }
        }
        Ok(())
    }

    /// The next event, which the caller records.
    pub(crate) fn take_event(&mut self) -> CreateCustomerEventInput {
        self.next += 1;
        event(self.next - 1, self.customers)
    }
}

async fn open(engine: Engine, file: &Path) -> Result<Outbox> {
    let builder = Outbox::builder().requests_per_minute(REQUESTS_PER_MINUTE);
    match engine {
        Engine::Memory => Ok(builder.in_memory()),
        Engine::Sqlite => builder
            .sqlite(file)
            .await
            .context("the outbox is not opened"),
    }
}

/// The settings of the outbox's own connections.
pub(crate) fn sqlite_options(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(std::time::Duration::from_secs(10))
}

/// Empties the log, so that no measurement pays for the writes before it.
pub(crate) async fn checkpoint(file: &Path) -> Result<()> {
    let mut connection = sqlite_options(file).connect().await?;
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
        .execute(&mut connection)
        .await?;
    Ok(connection.close().await?)
}

/// Event of this number, about one of so many customers.
pub(crate) fn event(number: u64, customers: u64) -> CreateCustomerEventInput {
    // A customer's events are far apart, as they are when customers act in no order.
    let customer = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) % customers;
    let key = format!("key_{number:026}");
    customer_event!(
        title = "API key generated",
        customer_identifier = email_address("customer-{customer:07}@acme.com"),
        components = [
            text("New API key was added with the fingerprint **{key}** with 4 associated roles."),
            spacer(M),
            link_button("View in admin", "https://admin.your-app.com/keys/{key}"),
        ],
        external_id = "api-key-{number}",
    )
}
