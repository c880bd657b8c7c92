//! Where the events of a test are.

#![cfg_attr(
    not(feature = "sqlite"),
    expect(clippy::unused_async, reason = "databases are asynchronous")
)]

use plain_outbox::{Error, Outbox, OutboxBuilder};

#[cfg(feature = "sqlite")]
use crate::sqlite::SqliteFile;

/// Database of a test, which is removed with it.
pub(crate) enum Database {
    /// Each outbox has its own memory.
    Memory,
    #[cfg(feature = "sqlite")]
    Sqlite(SqliteFile),
}

impl Database {
    pub(crate) fn memory() -> Self {
        Self::Memory
    }

    #[cfg(feature = "sqlite")]
    pub(crate) async fn sqlite() -> Self {
        Self::Sqlite(SqliteFile::new().await)
    }

    /// Another one of the same kind.
    pub(crate) async fn another(&self) -> Self {
        match self {
            Self::Memory => Self::memory(),
            #[cfg(feature = "sqlite")]
            Self::Sqlite(_) => Self::sqlite().await,
        }
    }

    /// Opens an outbox in it.
    pub(crate) async fn open(&self, builder: OutboxBuilder) -> Result<Outbox, Error> {
        match self {
            Self::Memory => Ok(builder.in_memory()),
            #[cfg(feature = "sqlite")]
            Self::Sqlite(file) => file.open(builder).await,
        }
    }
}

/// Databases with SQL.
#[cfg(feature = "sqlite")]
mod sql {
    use super::Database;
    use crate::damage::Damage;
    use crate::outage::Breaker;
    use crate::sqlite::SqliteFile;
    use crate::transaction::AppTransaction;

    impl Database {
        fn file(&self) -> &SqliteFile {
            match self {
                Self::Memory => panic!("memory has no SQL"),
                Self::Sqlite(file) => file,
            }
        }

        /// Begins a transaction of the application.
        pub(crate) async fn begin(&self) -> AppTransaction {
            self.file().begin().await
        }

        /// Number of accounts that the application recorded.
        pub(crate) async fn count_accounts(&self) -> i64 {
            self.file().count_accounts().await
        }

        /// Whether several transactions may write at once.
        pub(crate) fn has_concurrent_writers(&self) -> bool {
            match self {
                Self::Memory | Self::Sqlite(_) => false,
            }
        }

        /// Changes the stored form of an event, pending or dead.
        pub(crate) async fn damage(&self, external_id: &str, damage: Damage) {
            self.file().damage(external_id, damage).await;
        }

        /// Stores another version of the tables.
        pub(crate) async fn set_version(&self, version: u32) {
            self.file().set_version(version).await;
        }

        /// Opens an outbox whose database the test can break.
        pub(crate) async fn open_unreliable(
            &self,
            builder: plain_outbox::OutboxBuilder,
        ) -> (plain_outbox::Outbox, Breaker) {
            self.file().open_unreliable(builder).await
        }
    }
}
