//! Where the events of a test are.

#![cfg_attr(
    not(feature = "sqlite"),
    expect(clippy::unused_async, reason = "databases are asynchronous")
)]

use std::time::Duration;

use plain_outbox::{Error, Outbox, OutboxBuilder};

#[cfg(feature = "postgres")]
use crate::postgres::PostgresDatabase;
#[cfg(feature = "sqlite")]
use crate::sqlite::SqliteFile;

/// Database of a test, which is removed with it.
pub(crate) enum Database {
    /// Each outbox has its own memory.
    Memory,
    #[cfg(feature = "sqlite")]
    Sqlite(SqliteFile),
    #[cfg(feature = "postgres")]
    Postgres(PostgresDatabase),
}

impl Database {
    pub(crate) fn memory() -> Self {
        Self::Memory
    }

    #[cfg(feature = "sqlite")]
    pub(crate) async fn sqlite() -> Self {
        Self::Sqlite(SqliteFile::new().await)
    }

    #[cfg(feature = "postgres")]
    pub(crate) async fn postgres() -> Self {
        Self::Postgres(PostgresDatabase::new().await)
    }

    /// Another one of the same kind.
    pub(crate) async fn another(&self) -> Self {
        match self {
            Self::Memory => Self::memory(),
            #[cfg(feature = "sqlite")]
            Self::Sqlite(_) => Self::sqlite().await,
            #[cfg(feature = "postgres")]
            Self::Postgres(_) => Self::postgres().await,
        }
    }

    /// Settings of an outbox whose waits move the clock of the test. They do not move the clock of a server, so
    /// its budget admits all requests.
    #[cfg_attr(
        not(feature = "postgres"),
        allow(
            clippy::unused_self,
            reason = "other databases use the clock of the test"
        )
    )]
    pub(crate) fn builder(&self) -> OutboxBuilder {
        #[cfg(feature = "postgres")]
        if matches!(self, Self::Postgres(_)) {
            return Outbox::builder().requests_per_minute(1_000_000);
        }
        Outbox::builder()
    }

    /// Opens an outbox in it.
    pub(crate) async fn open(&self, builder: OutboxBuilder) -> Result<Outbox, Error> {
        match self {
            Self::Memory => Ok(builder.in_memory()),
            #[cfg(feature = "sqlite")]
            Self::Sqlite(file) => file.open(builder).await,
            #[cfg(feature = "postgres")]
            Self::Postgres(database) => database.open(builder).await,
        }
    }
}

/// The clock of a database that does not use the clock of its outbox.
#[cfg_attr(
    not(feature = "postgres"),
    allow(
        unused_variables,
        clippy::unused_async,
        clippy::unused_self,
        reason = "other databases use the clock of the test"
    )
)]
impl Database {
    /// Moves the clock.
    pub(crate) async fn advance(&self, by: Duration) {
        #[cfg(feature = "postgres")]
        if let Self::Postgres(database) = self {
            database.advance(by).await;
        }
    }

    /// Makes the clock run at so many times the speed of time.
    pub(crate) async fn scale_clock(&self, factor: u32) {
        #[cfg(feature = "postgres")]
        if let Self::Postgres(database) = self {
            database.scale_clock(factor).await;
        }
    }
}

/// Databases with SQL.
#[cfg(feature = "sqlite")]
mod sql {
    use super::Database;
    use crate::damage::Damage;
    use crate::outage::Breaker;
    use crate::transaction::AppTransaction;

    /// Calls a method of the database.
    macro_rules! call {
        ($self:expr, $method:ident($($argument:expr),*)) => {
            match $self {
                Database::Memory => panic!("memory has no SQL"),
                Database::Sqlite(file) => file.$method($($argument),*).await,
                #[cfg(feature = "postgres")]
                Database::Postgres(database) => database.$method($($argument),*).await,
            }
        };
    }

    impl Database {
        /// Begins a transaction of the application.
        pub(crate) async fn begin(&self) -> AppTransaction {
            call!(self, begin())
        }

        /// Number of accounts that the application recorded.
        pub(crate) async fn count_accounts(&self) -> i64 {
            call!(self, count_accounts())
        }

        /// Whether several transactions may write at once.
        pub(crate) fn has_concurrent_writers(&self) -> bool {
            match self {
                Self::Memory | Self::Sqlite(_) => false,
                #[cfg(feature = "postgres")]
                Self::Postgres(_) => true,
            }
        }

        /// Changes the stored form of an event, pending or dead.
        pub(crate) async fn damage(&self, external_id: &str, damage: Damage) {
            call!(self, damage(external_id, damage));
        }

        /// Stores another version of the tables.
        pub(crate) async fn set_version(&self, version: u32) {
            call!(self, set_version(version));
        }

        /// Opens an outbox whose database the test can break.
        pub(crate) async fn open_unreliable(
            &self,
            builder: plain_outbox::OutboxBuilder,
        ) -> (plain_outbox::Outbox, Breaker) {
            call!(self, open_unreliable(builder))
        }
    }
}
