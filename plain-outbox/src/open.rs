//! Opens the outbox of a database.

use crate::builder::OutboxBuilder;
use crate::error::Error;
use crate::outbox::Outbox;
#[cfg(feature = "postgres")]
use crate::store::{POSTGRES, connect_postgres, open_postgres};
#[cfg(feature = "sqlite")]
use crate::store::{SQLITE, SqliteStore};

impl OutboxBuilder {
    /// Opens the outbox that a URL names. See [`Outbox::connect`].
    ///
    /// # Errors
    ///
    /// Those of [`Outbox::connect`].
    ///
    /// # Examples
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), plain_outbox::Error> {
    /// let outbox = plain_outbox::Outbox::builder()
    ///     .requests_per_minute(600)
    ///     .connect("memory:")
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    #[cfg_attr(
        not(any(feature = "sqlite", feature = "postgres")),
        expect(clippy::unused_async, reason = "the databases are asynchronous")
    )]
    pub async fn connect(self, url: &str) -> Result<Outbox, Error> {
        let (scheme, rest) = url.split_once(':').ok_or_else(missing_scheme)?;
        match scheme {
            "memory" => Ok(self.in_memory()),
            #[cfg(feature = "sqlite")]
            "sqlite" => self.sqlite(sqlite_path(rest)?).await,
            #[cfg(not(feature = "sqlite"))]
            "sqlite" => Err(missing_feature("sqlite", rest)),
            #[cfg(feature = "postgres")]
            "postgres" | "postgresql" => self.postgres(connect_postgres(url).await?).await,
            #[cfg(not(feature = "postgres"))]
            "postgres" | "postgresql" => Err(missing_feature("postgres", rest)),
            _ => Err(unknown_scheme(scheme)),
        }
    }

    /// Opens the outbox in an SQLite file. See [`Outbox::sqlite`].
    ///
    /// # Errors
    ///
    /// Those of [`Outbox::sqlite`].
    ///
    /// # Examples
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), plain_outbox::Error> {
    /// # let directory = tempfile::tempdir().unwrap();
    /// # let path = directory.path().join("events.db");
    /// let outbox = plain_outbox::Outbox::builder().requests_per_minute(600).sqlite(path).await?;
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "sqlite")]
    pub async fn sqlite(self, path: impl AsRef<std::path::Path>) -> Result<Outbox, Error> {
        let path = path.as_ref();
        check_sqlite_path(path)?;
        let clock = self.clock_of_store();
        let store = SqliteStore::open(path, clock, self.migrates()).await?;
        Ok(self.open(SQLITE, std::sync::Arc::new(store)))
    }

    /// Opens the outbox in the application's PostgreSQL database. See [`Outbox::postgres`].
    ///
    /// # Errors
    ///
    /// Those of [`Outbox::postgres`].
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn open() -> Result<(), Box<dyn std::error::Error>> {
    /// let pool = sqlx::PgPool::connect("postgres://app@localhost/app").await?;
    /// // `plain-outbox migrate` ran when the application was deployed.
    /// let outbox = plain_outbox::Outbox::builder().migrate(false).postgres(pool).await?;
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "postgres")]
    pub async fn postgres(self, pool: sqlx::PgPool) -> Result<Outbox, Error> {
        let store = open_postgres(pool, self.migrates()).await?;
        Ok(self.open(POSTGRES, std::sync::Arc::new(store)))
    }

    /// Opens the outbox in the application's own SQLite database. See [`Outbox::sqlite_pool`].
    ///
    /// # Errors
    ///
    /// Those of [`Outbox::sqlite_pool`].
    ///
    /// # Examples
    ///
    /// ```
    /// use sqlx::sqlite::SqlitePoolOptions;
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let pool = SqlitePoolOptions::new().max_connections(1).connect("sqlite::memory:").await?;
    /// let outbox = plain_outbox::Outbox::builder().requests_per_minute(600).sqlite_pool(pool).await?;
    /// # Ok(())
    /// # }
    /// ```
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
    /// | `postgres://user@host/database` | PostgreSQL, with the feature `postgres` |
    /// | `memory:` | the memory of this process |
    ///
    /// An operation waits up to ten seconds for a PostgreSQL server that refuses connections, as one does that
    /// starts. For other options of the pool, open it yourself: `Outbox::postgres`.
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
    /// * [`Error::Config`] if the path is empty, `:memory:` or a URI `file:..`, which SQLite does not take for
    ///   a path.
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

    /// Opens the outbox in the application's PostgreSQL database, version 14 or newer, so that events are
    /// recorded in its transactions: [`enqueue_in`](Self::enqueue_in). Relays on any number of machines share
    /// it.
    ///
    /// The engine is [pgmq](https://github.com/pgmq/pgmq). Unless the database has it, it is installed: as an
    /// extension where the server offers it and the role may, otherwise its SQL alone. Several processes may
    /// open an outbox at once. TLS is the application's choice: enable one of the features `tls-*` of its own
    /// dependency `sqlx`.
    ///
    /// | to | the role needs |
    /// |---|---|
    /// | install, at the first opening | `CREATE` on the database: its owner has it, a superuser is not needed |
    /// | record | `EXECUTE` on the function `plain_outbox.enqueue` |
    /// | relay, count, repair | `EXECUTE` on all functions in the schema `plain_outbox` |
    ///
    /// The functions run with the privileges of the role that installed them, so no role needs access to the
    /// tables. Grants are the application's:
    /// `GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA plain_outbox TO relay`.
    ///
    /// Relays of other processes find an event when they look next; they are not notified. A transaction that
    /// is open for a long time keeps the dead rows of the queue, so avoid hours-long transactions in this
    /// database.
    ///
    /// # Errors
    ///
    /// * [`Error::SchemaNewer`] if a newer version of this crate updated the database.
    /// * [`Error::SchemaMissing`] if the schema does not exist, with [`OutboxBuilder::migrate`]`(false)`.
    /// * [`Error::Config`] if the role lacks a privilege, with the statements for an administrator, or if the
    ///   server or its pgmq is too old.
    /// * [`Error::Database`] if the database fails.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn open() -> Result<(), Box<dyn std::error::Error>> {
    /// let pool = sqlx::PgPool::connect("postgres://app@localhost/app").await?;
    /// let outbox = plain_outbox::Outbox::postgres(pool).await?;
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "postgres")]
    pub async fn postgres(pool: sqlx::PgPool) -> Result<Self, Error> {
        OutboxBuilder::default().postgres(pool).await
    }

    /// Opens the outbox in the application's own SQLite database, so that events are recorded in its
    /// transactions: [`enqueue_in`](Self::enqueue_in). The tables begin with `plain_outbox_`.
    ///
    /// The pool is used as it is. Its options decide how durable an event is and how long a writer waits for
    /// another one: for the same guarantees as [`sqlite`](Self::sqlite) set the journal mode WAL,
    /// `synchronous` FULL and a busy timeout. Every connection must see the same database, which those of
    /// `sqlite::memory:` do not unless the pool has exactly one.
    ///
    /// After a commit that failed because the disk was full, sqlx takes the transaction for open, and makes
    /// savepoints of the later ones on this connection, which may never be committed. Let the pool close such a
    /// connection, as in the example.
    ///
    /// # Errors
    ///
    /// Those of [`sqlite`](Self::sqlite).
    ///
    /// # Examples
    ///
    /// ```
    /// use plain_outbox::Outbox;
    /// use sqlx::Connection as _;
    /// use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let directory = tempfile::tempdir()?;
    /// # let path = directory.path().join("app.db");
    /// let options = SqliteConnectOptions::new()
    ///     .filename(path)
    ///     .create_if_missing(true)
    ///     .journal_mode(SqliteJournalMode::Wal)
    ///     .synchronous(SqliteSynchronous::Full);
    /// let pool = SqlitePoolOptions::new()
    ///     .after_release(|connection, _| {
    ///         Box::pin(async move {
    ///             connection.ping().await?; // after the rollback of a dropped transaction
    ///             Ok(!connection.is_in_transaction())
    ///         })
    ///     })
    ///     .connect_with(options)
    ///     .await?;
    /// let outbox = Outbox::sqlite_pool(pool).await?;
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "sqlite")]
    pub async fn sqlite_pool(pool: sqlx::SqlitePool) -> Result<Self, Error> {
        OutboxBuilder::default().sqlite_pool(pool).await
    }
}

const EXPECTED_URL: &str = "expected `sqlite://path`, `postgres://..` or `memory:`";

fn missing_scheme() -> Error {
    Error::Config(format!(
        "the URL of the database has no scheme; {EXPECTED_URL}"
    ))
}

/// The rest of the URL is not quoted: it may hold a password.
fn unknown_scheme(scheme: &str) -> Error {
    Error::Config(format!(
        "unknown scheme `{scheme}` of a database; {EXPECTED_URL}"
    ))
}

/// The path in a URL, after its scheme.
#[cfg(feature = "sqlite")]
fn sqlite_path(rest: &str) -> Result<&str, Error> {
    let path = rest.strip_prefix("//").unwrap_or(rest);
    // Otherwise it would be a part of the name of the file.
    if path.contains('?') {
        return Err(Error::Config(
            "the URL of an SQLite file takes no parameters; expected the path alone: `sqlite://path`"
                .to_owned(),
        ));
    }
    Ok(path)
}

/// Refuses a path that SQLite does not take for a file: it would keep the events in a temporary file or in
/// memory, and lose them with the process, or read parameters.
#[cfg(feature = "sqlite")]
fn check_sqlite_path(path: &std::path::Path) -> Result<(), Error> {
    let message = match path.as_os_str().as_encoded_bytes() {
        b"" => {
            "the path of the SQLite file is empty; expected one such as `events.db`, or the URL \
             `sqlite://events.db`"
        }
        b":memory:" => {
            "`:memory:` is not an SQLite file; expected a path such as `events.db`; for events that may be lost \
             with the process, write `Outbox::in_memory()` or the URL `memory:`"
        }
        [b'f', b'i', b'l', b'e', b':', ..] => {
            "the path of the SQLite file is a URI; expected the path alone, without `file:` and parameters"
        }
        _ => return Ok(()),
    };
    Err(Error::Config(message.to_owned()))
}

#[cfg(not(all(feature = "sqlite", feature = "postgres")))]
fn missing_feature(feature: &str, _rest: &str) -> Error {
    Error::Config(format!(
        "this program is built without {feature}: enable the feature `{feature}` of `plain-outbox`"
    ))
}
