//! Opens the outbox of a database.

use crate::builder::OutboxBuilder;
use crate::error::Error;
use crate::outbox::Outbox;
#[cfg(feature = "sqlite")]
use crate::store::{SQLITE, SqliteStore};

impl OutboxBuilder {
    /// Opens the outbox that a URL names. See [`Outbox::connect`].
    ///
    /// # Errors
    ///
    /// Those of [`Outbox::connect`].
    #[cfg_attr(
        not(feature = "sqlite"),
        expect(clippy::unused_async, reason = "the databases are asynchronous")
    )]
    pub async fn connect(self, url: &str) -> Result<Outbox, Error> {
        let (scheme, rest) = url.split_once(':').unwrap_or((url, ""));
        match scheme {
            "memory" => Ok(self.in_memory()),
            #[cfg(feature = "sqlite")]
            "sqlite" => self.sqlite(rest.strip_prefix("//").unwrap_or(rest)).await,
            #[cfg(not(feature = "sqlite"))]
            "sqlite" => Err(missing_feature("sqlite", rest)),
            _ => Err(unknown_scheme(scheme, url)),
        }
    }

    /// Opens the outbox in an SQLite file. See [`Outbox::sqlite`].
    ///
    /// # Errors
    ///
    /// Those of [`Outbox::sqlite`].
    #[cfg(feature = "sqlite")]
    pub async fn sqlite(self, path: impl AsRef<std::path::Path>) -> Result<Outbox, Error> {
        let clock = self.clock_of_store();
        let store = SqliteStore::open(path.as_ref(), clock, self.migrates()).await?;
        Ok(self.open(SQLITE, std::sync::Arc::new(store)))
    }

    /// Opens the outbox in the application's own SQLite database. See [`Outbox::sqlite_pool`].
    ///
    /// # Errors
    ///
    /// Those of [`Outbox::sqlite_pool`].
    #[cfg(feature = "sqlite")]
    pub async fn sqlite_pool(self, pool: sqlx::SqlitePool) -> Result<Outbox, Error> {
        let store = SqliteStore::new(pool, self.clock_of_store(), self.migrates()).await?;
        Ok(self.open(SQLITE, std::sync::Arc::new(store)))
    }
}

impl Outbox {
    /// Opens the outbox that a URL names:
    ///
    /// | URL | outbox |
    /// |---|---|
    /// | `sqlite://events.db`, `sqlite:///var/lib/app/events.db` | an SQLite file, with the feature `sqlite` |
    /// | `memory:` | the memory of this process |
    ///
    /// # Errors
    ///
    /// * [`Error::Config`] for another URL, or if the feature is not enabled.
    /// * Those of the database, see [`sqlite`](Self::sqlite).
    ///
    /// # Examples
    ///
    /// ```
    /// use plain_outbox::{Error, Outbox};
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Error> {
    /// let outbox = Outbox::connect("memory:").await?;
    /// let error = Outbox::connect("mysql://localhost/app").await.unwrap_err();
    /// assert!(error.to_string().starts_with("unknown scheme `mysql`"));
    /// # Ok(())
    /// # }
    /// ```
    pub async fn connect(url: &str) -> Result<Self, Error> {
        OutboxBuilder::default().connect(url).await
    }

    /// Opens the outbox in an SQLite file, which is created if it does not exist. Several processes of one
    /// machine can use it at once.
    ///
    /// An event is on the disk when [`enqueue`](Self::enqueue) returns: the file has a write-ahead log and is
    /// synchronised with every transaction. To record events in the transactions of the application, keep them
    /// in its own database: [`sqlite_pool`](Self::sqlite_pool).
    ///
    /// # Errors
    ///
    /// * [`Error::SchemaNewer`] if a newer version of this crate wrote the file.
    /// * [`Error::SchemaMissing`] if the tables do not exist, with
    ///   [`OutboxBuilder::migrate`]`(false)`.
    /// * [`Error::Database`] if the file cannot be opened.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), plain_outbox::Error> {
    /// # let directory = tempfile::tempdir().unwrap();
    /// # let path = directory.path().join("events.db");
    /// let outbox = plain_outbox::Outbox::sqlite(path).await?;
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "sqlite")]
    pub async fn sqlite(path: impl AsRef<std::path::Path>) -> Result<Self, Error> {
        OutboxBuilder::default().sqlite(path).await
    }

    /// Opens the outbox in the application's own SQLite database, so that events are recorded in its
    /// transactions: [`enqueue_in`](Self::enqueue_in). The tables begin with `plain_outbox_`.
    ///
    /// The pool is used as it is. Its options decide how durable an event is and how long a writer waits for
    /// another one: for the same guarantees as [`sqlite`](Self::sqlite) set the journal mode WAL,
    /// `synchronous` FULL and a busy timeout. Every connection must see the same database, which those of
    /// `sqlite::memory:` do not unless the pool has exactly one.
    ///
    /// # Errors
    ///
    /// Those of [`sqlite`](Self::sqlite).
    ///
    /// # Examples
    ///
    /// ```
    /// use plain_outbox::Outbox;
    /// use sqlx::sqlite::SqlitePoolOptions;
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), plain_outbox::Error> {
    /// # let pool = SqlitePoolOptions::new().max_connections(1).connect("sqlite::memory:").await.unwrap();
    /// let outbox = Outbox::sqlite_pool(pool).await?;
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "sqlite")]
    pub async fn sqlite_pool(pool: sqlx::SqlitePool) -> Result<Self, Error> {
        OutboxBuilder::default().sqlite_pool(pool).await
    }
}

/// The rest of the URL is not quoted: it may hold a password.
fn unknown_scheme(scheme: &str, url: &str) -> Error {
    let expected = "expected `sqlite://path` or `memory:`";
    if scheme.len() == url.len() {
        return Error::Config(format!("the URL of the database has no scheme; {expected}"));
    }
    Error::Config(format!(
        "unknown scheme `{scheme}` of a database; {expected}"
    ))
}

#[cfg(not(feature = "sqlite"))]
fn missing_feature(feature: &str, _rest: &str) -> Error {
    Error::Config(format!(
        "this program is built without {feature}: enable the feature `{feature}` of `plain-outbox`"
    ))
}
