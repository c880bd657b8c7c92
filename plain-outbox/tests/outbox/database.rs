//! Where the events of a test are.
#![cfg_attr(
    not(feature = "sqlite"),
    expect(clippy::unused_async, reason = "databases are asynchronous")
)]

use plain_outbox::{Error, Outbox, OutboxBuilder};
#[cfg(feature = "sqlite")]
use tempfile::TempDir;

/// Database of a test, which is removed with it.
pub(crate) enum Database {
    /// Each outbox has its own memory.
    Memory,
    /// A file in a folder.
    #[cfg(feature = "sqlite")]
    Sqlite(TempDir),
}

impl Database {
    pub(crate) fn memory() -> Self {
        Self::Memory
    }

    #[cfg(feature = "sqlite")]
    #[expect(
        clippy::unused_async,
        reason = "other databases are created asynchronously"
    )]
    pub(crate) async fn sqlite() -> Self {
        Self::Sqlite(tempfile::tempdir().unwrap())
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
            Self::Sqlite(directory) => builder.sqlite(directory.path().join("events.db")).await,
        }
    }
}
