//! An outbox with pending events.

use anyhow::Result;
use plain_outbox::Outbox;
use plain_runtime::{CreateCustomerEventInput, customer_event};
use sqlx::postgres::PgConnection;
use sqlx::{ConnectOptions as _, Connection as _};

use crate::Bench;
use crate::database::{Columns, Database, Engine, NO_LIMIT, sqlite_options};

/// Events that one transaction records when the outbox is filled.
const BATCH: u64 = 10_000;

/// Records a batch.
const ENQUEUE_ALL: &str = "
SELECT count(*) FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[])
    AS event (kind, external_id, ordering_key, format, event)
WHERE plain_outbox.enqueue(kind, external_id, ordering_key, format, event)";

/// An outbox of the benchmark.
pub(crate) struct Backlog {
    database: Database,
    outbox: Outbox,
    customers: u64,
    /// Number of the next event.
    next: u64,
    requests_per_minute: u32,
}

impl Backlog {
    /// Creates an outbox without events.
    pub(crate) async fn create(
        bench: &Bench,
        engine: Engine,
        name: &str,
        customers: u64,
    ) -> Result<Self> {
        Self::create_with_limit(bench, engine, name, customers, NO_LIMIT).await
    }

    /// Creates an outbox without events, whose relays send so many requests per minute.
    pub(crate) async fn create_with_limit(
        bench: &Bench,
        engine: Engine,
        name: &str,
        customers: u64,
        requests_per_minute: u32,
    ) -> Result<Self> {
        let database = Database::create(bench, engine, name).await?;
        Ok(Self {
            outbox: database.open(requests_per_minute).await?,
            database,
            customers,
            next: 0,
            requests_per_minute,
        })
    }

    /// The outbox: with connections of its own, as another process has, if it has connections.
    pub(crate) async fn open_again(&self) -> Result<Outbox> {
        match self.database {
            Database::Memory => Ok(self.outbox.clone()),
            Database::Sqlite(_) | Database::Postgres { .. } => {
                self.database.open(self.requests_per_minute).await
            }
        }
    }

    /// Number of pending events.
    pub(crate) async fn pending(&self) -> Result<u64> {
        Ok(self.outbox.stats().await?.pending)
    }

    /// Records events until so many are pending.
    pub(crate) async fn fill(&mut self, pending: u64) -> Result<()> {
        let missing = pending.saturating_sub(self.pending().await?);
        let mut left = missing;
        while left > 0 {
            let count = left.min(BATCH);
            self.record(count).await?;
            left -= count;
        }
        self.database.rest(missing).await
    }

    async fn record(&mut self, count: u64) -> Result<()> {
        let numbers = self.next..self.next + count;
        self.next = numbers.end;
        let events = numbers.map(|number| event(number, self.customers));
        match &self.database {
            Database::Memory => {
                for event in events {
                    self.outbox.enqueue(&event).await?;
                }
            }
            Database::Sqlite(file) => {
                let mut connection = sqlite_options(file).connect().await?;
                let mut transaction = connection.begin().await?;
                for event in events {
                    self.outbox.enqueue_in(&mut transaction, &event).await?;
                }
                transaction.commit().await?;
            }
            Database::Postgres { url, .. } => {
                let mut columns = Columns::default();
                for event in events {
                    columns.push(&self.outbox.enqueue_statement(&event)?.parameters);
                }
                let mut connection = PgConnection::connect(url).await?;
                columns.execute(ENQUEUE_ALL, &mut connection).await?;
                connection.close().await?;
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
