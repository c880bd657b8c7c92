//! The SQL that records an event, for another database driver.

/// An SQL statement that records an event, for drivers other than sqlx. See
/// [`Outbox::enqueue_statement`](crate::Outbox::enqueue_statement).
///
/// Its parameters hold the event; `Debug` does not show them.
///
/// ```
/// # #[cfg(feature = "sqlite")] {
/// use plain_outbox::{EnqueueStatement, Outbox};
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), plain_outbox::Error> {
/// # let directory = tempfile::tempdir().unwrap();
/// # let path = directory.path().join("app.db");
/// let outbox = Outbox::sqlite(path).await?;
/// let statement: EnqueueStatement = outbox.enqueue_statement(&plain_runtime::thread_event!(
///     title = "Escalated",
///     thread_id = "th_01HB924RWAW8H3Q8KZDFWYBJHZ",
///     components = [badge("P1", color = Red)],
///     external_id = "escalation-7",
/// ))?;
/// assert!(statement.sql.starts_with("INSERT"));
/// assert!(!statement.parameters.is_empty());
/// assert_eq!(statement.external_id, "escalation-7");
/// # Ok(())
/// # }
/// # main().unwrap();
/// # }
/// ```
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

/// Parameter of an [`EnqueueStatement`], for the driver.
///
/// ```
/// use plain_outbox::StatementParameter;
///
/// fn to_rusqlite(parameter: &StatementParameter) -> rusqlite::types::Value {
///     match parameter {
///         StatementParameter::Text(text) => text.clone().into(),
///         StatementParameter::Integer(number) => (*number).into(),
///     }
/// }
/// ```
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
