//! Errors of an outbox.

use plain_runtime::ValidationError;

/// Error of a call to an [`Outbox`](crate::Outbox).
///
/// Neither an event's content nor the API key is in it.
///
/// ```
/// use plain_outbox::{Error, Outbox};
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// let title = String::new();
/// let event = plain_runtime::thread_event!(
///     title = "{title}",
///     thread_id = "th_01HB924RWAW8H3Q8KZDFWYBJHZ",
///     components = [divider()],
/// );
/// let error = Outbox::in_memory().enqueue(&event).await.unwrap_err();
/// assert!(matches!(error, Error::Invalid(_)));
/// # }
/// ```
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The event violates a rule. Nothing is recorded.
    #[error(transparent)]
    Invalid(#[from] ValidationError),
    /// The event cannot be written as JSON.
    #[error("the event cannot be written as JSON: {0}")]
    Encode(#[source] serde_json::Error),
    /// The configuration contradicts itself, or misses something.
    #[error("{0}")]
    Config(String),
    /// The time ended before all events were settled. They stay recorded.
    #[error(
        "{left} events are not settled yet; help: allow more time, or read in the log (`tracing`) why the relay cannot deliver them"
    )]
    Unsettled {
        /// Number of events that are neither delivered nor dead letters.
        left: u64,
    },
    /// The database lacks the tables of an outbox, or has those of an older version.
    #[error(
        "the outbox's tables are missing or of an older version; help: run `plain-outbox migrate --database URL`, or open the outbox without `.migrate(false)`"
    )]
    SchemaMissing,
    /// A newer version of this crate updated the outbox's tables.
    #[error(
        "the outbox's tables have version {found}, and this version of plain-outbox knows {supported}: a newer plain-outbox wrote it; help: update `plain-outbox` in every program that uses the database"
    )]
    SchemaNewer {
        /// Version of the tables.
        found: i64,
        /// Version that this version of the crate reads and writes.
        supported: i64,
    },
    /// The database failed. The transaction of the call has no effect.
    #[error("the outbox's database failed: {0}")]
    Database(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// With the message, which has the remedy: a program whose `main` returns the error prints it so.
impl std::fmt::Debug for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let message = self.to_string();
        let (name, cause): (_, &dyn std::fmt::Debug) = match self {
            Self::Invalid(error) => ("Invalid", error),
            Self::Encode(error) => ("Encode", error),
            Self::Config(message) => ("Config", message),
            Self::Unsettled { .. } => ("Unsettled", &message),
            Self::SchemaMissing => ("SchemaMissing", &message),
            Self::SchemaNewer { .. } => ("SchemaNewer", &message),
            Self::Database(error) => ("Database", error),
        };
        f.debug_tuple(name).field(cause).finish()
    }
}

/// A failure of a database for which there is a remedy.
#[cfg(any(feature = "sqlite", feature = "postgres"))]
#[derive(Debug, thiserror::Error)]
#[error("{failure}; help: {help}")]
struct RemediableFailure {
    #[source]
    failure: sqlx::Error,
    help: &'static str,
}

#[cfg(any(feature = "sqlite", feature = "postgres"))]
impl Error {
    /// A failure of the database, and the remedy if one is known.
    pub(crate) fn database(failure: sqlx::Error, help: Option<&'static str>) -> Self {
        Self::Database(match help {
            Some(help) => Box::new(RemediableFailure { failure, help }),
            None => Box::new(failure),
        })
    }
}
