//! Records an event in a transaction of the application.

use std::time::SystemTime;

use crate::enqueue::Receipt;
use crate::error::Error;
use crate::event::OutboxEvent;
use crate::outbox::Outbox;
use crate::record::Record;
use crate::statement::EnqueueStatement;

/// A transaction or connection of sqlx in which [`Outbox::enqueue_in`] records events:
/// `Transaction<'_, Sqlite>` and `SqliteConnection` with the feature `sqlite`, `Transaction<'_, Postgres>` and
/// `PgConnection` with the feature `postgres`.
///
/// It cannot be implemented outside this crate.
///
/// ```
/// use plain_outbox::{EnqueueTransaction, Error, Outbox};
/// use plain_runtime::CustomerEvent;
///
/// #[derive(CustomerEvent)]
/// #[customer_event(
///     title = "Invoice {number} paid",
///     customer_identifier = email_address(email),
///     components = [text("Invoice **{number}**")],
///     external_id = "invoice-{number}",
/// )]
/// struct InvoicePaid {
///     number: u32,
///     email: String,
/// }
///
/// /// Works with the transactions of every database.
/// async fn record<T: EnqueueTransaction>(
///     outbox: &Outbox,
///     tx: &mut T,
///     event: &InvoicePaid,
/// ) -> Result<(), Error> {
///     outbox.enqueue_in(tx, event).await?;
///     Ok(())
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "an event cannot be recorded in `{Self}`",
    note = "expected a transaction of sqlx 0.9, or a connection: `outbox.enqueue_in(&mut tx, &event)`"
)]
pub trait EnqueueTransaction: sealed::RecordInserter {}

mod sealed {
    use std::time::SystemTime;

    use crate::record::Record;
    use crate::store::StoreFuture;

    /// Inserts records. Each database implements it.
    pub trait RecordInserter {
        /// Name of the engine, as in `OutboxInner`.
        #[doc(hidden)]
        const ENGINE: &'static str;

        /// Inserts a record at a time of the outbox's clock; says whether it is new.
        #[doc(hidden)]
        #[expect(private_interfaces, reason = "the trait is sealed")]
        fn insert<'a>(&'a mut self, record: &'a Record, now: SystemTime) -> StoreFuture<'a, bool>;
    }
}

impl Outbox {
    /// Records an event in a transaction of the application, on the database of this outbox: the event is
    /// recorded if and when the transaction commits.
    ///
    /// If an event of the same kind with the same external ID was recorded before, nothing is recorded, the
    /// receipt says so, and the transaction goes on.
    ///
    /// The commit wakes no relay; a relay finds the event when it looks next.
    ///
    /// # Errors
    ///
    /// * [`Error::Invalid`] if the event violates a rule. The transaction goes on.
    /// * [`Error::Config`] if the transaction belongs to another kind of database than the outbox.
    /// * [`Error::SchemaMissing`] if the transaction's database lacks the tables of an outbox.
    /// * [`Error::Database`] if the database fails.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[cfg(feature = "sqlite")] {
    /// use plain_outbox::Outbox;
    /// use plain_runtime::customer_event;
    /// use sqlx::sqlite::SqlitePoolOptions;
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let pool = SqlitePoolOptions::new().max_connections(1).connect("sqlite::memory:").await?;
    /// # sqlx::query("CREATE TABLE api_keys (id INTEGER)").execute(&pool).await?;
    /// let outbox = Outbox::sqlite_pool(pool.clone()).await?;
    ///
    /// let mut tx = pool.begin().await?;
    /// sqlx::query("INSERT INTO api_keys (id) VALUES (17)").execute(&mut *tx).await?;
    /// let event = customer_event!(
    ///     title = "API key generated",
    ///     customer_identifier = email_address("jane@acme.com"),
    ///     components = [text("New API key **17**.")],
    ///     external_id = "api-key-17",
    /// );
    /// outbox.enqueue_in(&mut tx, &event).await?;
    /// tx.commit().await?;
    /// # Ok(())
    /// # }
    /// # main().unwrap();
    /// # }
    /// ```
    pub async fn enqueue_in<T, E, Kind>(
        &self,
        transaction: &mut T,
        event: &E,
    ) -> Result<Receipt, Error>
    where
        T: EnqueueTransaction + ?Sized,
        E: OutboxEvent<Kind> + ?Sized,
    {
        if T::ENGINE != self.0.engine {
            return Err(Error::Config(format!(
                "the outbox is in {}, the transaction in {}: open the outbox in the database of the transaction",
                self.0.engine,
                T::ENGINE
            )));
        }
        let record = Record::new(event.recorded_event())?;
        let now: SystemTime = self.0.clock.now();
        let is_new = transaction.insert(&record, now).await?;
        Ok(Receipt::new(record.external_id, is_new))
    }

    /// The SQL statement that records an event, for a transaction of a driver other than sqlx, in the
    /// database of this outbox. With sqlx use [`enqueue_in`](Self::enqueue_in).
    ///
    /// If an event of the same kind with the same external ID was recorded before, the statement changes
    /// nothing, and the transaction goes on:
    ///
    /// | database | the statement | a new event | a duplicate |
    /// |---|---|---|---|
    /// | SQLite | `INSERT`: execute it | 1 changed row | 0 changed rows |
    /// | PostgreSQL | `SELECT`: query its only row | `true` in the only column | `false` |
    ///
    /// The parameters have the types `text` and `bigint`. No relay is woken; it finds the event when it looks
    /// next.
    ///
    /// # Errors
    ///
    /// * [`Error::Invalid`] if the event violates a rule.
    /// * [`Error::Config`] if the outbox is in memory.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[cfg(feature = "sqlite")] {
    /// use plain_outbox::{Outbox, StatementParameter};
    /// use plain_runtime::customer_event;
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let directory = tempfile::tempdir()?;
    /// # let path = directory.path().join("app.db");
    /// let outbox = Outbox::sqlite(&path).await?;
    /// let statement = outbox.enqueue_statement(&customer_event!(
    ///     title = "Trial completed",
    ///     customer_identifier = email_address("jane@acme.com"),
    ///     components = [text("Fourteen days are over.")],
    ///     external_id = "trial-17",
    /// ))?;
    ///
    /// let mut connection = rusqlite::Connection::open(&path)?;
    /// let transaction = connection.transaction()?;
    /// // .. the change that the event reports ..
    /// let parameters = statement.parameters.iter().map(|parameter| match parameter {
    ///     StatementParameter::Text(text) => rusqlite::types::Value::Text(text.clone()),
    ///     StatementParameter::Integer(number) => rusqlite::types::Value::Integer(*number),
    /// });
    /// let changed = transaction.execute(statement.sql, rusqlite::params_from_iter(parameters))?;
    /// assert_eq!(changed, 1, "it is new");
    /// transaction.commit()?;
    /// # Ok(())
    /// # }
    /// # main().unwrap();
    /// # }
    /// ```
    ///
    /// The example `tokio_postgres` of this crate does the same with PostgreSQL and tokio-postgres:
    ///
    /// ```
    /// use plain_outbox::{EnqueueStatement, StatementParameter};
    /// use tokio_postgres::types::ToSql;
    /// use tokio_postgres::{Error, Transaction};
    ///
    /// async fn enqueue(tx: &Transaction<'_>, statement: &EnqueueStatement) -> Result<bool, Error> {
    ///     let parameters: Vec<_> = statement.parameters.iter().map(parameter).collect();
    ///     tx.query_one(statement.sql, &parameters).await?.try_get(0)
    /// }
    ///
    /// fn parameter(parameter: &StatementParameter) -> &(dyn ToSql + Sync) {
    ///     match parameter {
    ///         StatementParameter::Text(text) => text,
    ///         StatementParameter::Integer(number) => number,
    ///     }
    /// }
    /// ```
    pub fn enqueue_statement<E, Kind>(&self, event: &E) -> Result<EnqueueStatement, Error>
    where
        E: OutboxEvent<Kind> + ?Sized,
    {
        let record = Record::new(event.recorded_event())?;
        self.0.store.enqueue_statement(record).ok_or_else(|| {
            Error::Config("an outbox in memory has no SQL: use `enqueue`".to_owned())
        })
    }
}

#[cfg(feature = "sqlite")]
mod sqlite {
    use std::time::SystemTime;

    use sqlx::{Sqlite, SqliteConnection, Transaction};

    use super::EnqueueTransaction;
    use super::sealed::RecordInserter;
    use crate::record::Record;
    use crate::store::{SQLITE, StoreFuture, sqlite_insert};

    impl EnqueueTransaction for SqliteConnection {}
    impl EnqueueTransaction for Transaction<'_, Sqlite> {}

    impl RecordInserter for SqliteConnection {
        const ENGINE: &'static str = SQLITE;

        #[expect(private_interfaces, reason = "the trait is sealed")]
        fn insert<'a>(&'a mut self, record: &'a Record, now: SystemTime) -> StoreFuture<'a, bool> {
            Box::pin(sqlite_insert(self, record, now))
        }
    }

    impl RecordInserter for Transaction<'_, Sqlite> {
        const ENGINE: &'static str = SQLITE;

        #[expect(private_interfaces, reason = "the trait is sealed")]
        fn insert<'a>(&'a mut self, record: &'a Record, now: SystemTime) -> StoreFuture<'a, bool> {
            Box::pin(sqlite_insert(self, record, now))
        }
    }
}

#[cfg(feature = "postgres")]
mod postgres {
    use std::time::SystemTime;

    use sqlx::{PgConnection, Postgres, Transaction};

    use super::EnqueueTransaction;
    use super::sealed::RecordInserter;
    use crate::record::Record;
    use crate::store::{POSTGRES, StoreFuture, postgres_enqueue_in};

    impl EnqueueTransaction for PgConnection {}
    impl EnqueueTransaction for Transaction<'_, Postgres> {}

    /// Time is the database's.
    impl RecordInserter for PgConnection {
        const ENGINE: &'static str = POSTGRES;

        #[expect(private_interfaces, reason = "the trait is sealed")]
        fn insert<'a>(&'a mut self, record: &'a Record, _now: SystemTime) -> StoreFuture<'a, bool> {
            Box::pin(postgres_enqueue_in(self, record))
        }
    }

    impl RecordInserter for Transaction<'_, Postgres> {
        const ENGINE: &'static str = POSTGRES;

        #[expect(private_interfaces, reason = "the trait is sealed")]
        fn insert<'a>(&'a mut self, record: &'a Record, now: SystemTime) -> StoreFuture<'a, bool> {
            (**self).insert(record, now)
        }
    }
}
