//! Recording an event through another database driver.

use crate::error::Error;
use crate::event::OutboxEvent;
use crate::outbox::Outbox;
use crate::record::Record;

/// An SQL statement that records an event, for drivers other than sqlx. See [`Outbox::enqueue_statement`].
///
/// Its parameters hold the event; `Debug` does not show them.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct EnqueueStatement {
    /// The statement, with the placeholders of its database: `?1` for SQLite, `$1` for PostgreSQL.
    pub sql: &'static str,
    /// The parameters, in the order of their numbers.
    pub parameters: Vec<StatementParameter>,
    /// The external ID of the event: the caller's, or a version 7 UUID.
    pub external_id: String,
}

/// Parameter of an [`EnqueueStatement`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatementParameter {
    /// Text.
    Text(String),
    /// A 64-bit integer.
    Integer(i64),
}

impl std::fmt::Debug for EnqueueStatement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EnqueueStatement")
            .field("sql", &self.sql)
            .field("external_id", &self.external_id)
            .finish_non_exhaustive()
    }
}

impl Outbox {
    /// The SQL statement that records an event, for a transaction of a driver other than sqlx, in the
    /// database of this outbox. With sqlx use [`enqueue_in`](Self::enqueue_in).
    ///
    /// If the event is recorded already, the statement changes nothing and the transaction goes on: SQLite
    /// then reports 0 changed rows. No relay is woken; it finds the event when it looks next.
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
    /// transaction.execute(statement.sql, rusqlite::params_from_iter(parameters))?;
    /// transaction.commit()?;
    ///
    /// # Ok(())
    /// # }
    /// # main().unwrap();
    /// # }
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
