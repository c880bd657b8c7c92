//! Databases that fail.

#[cfg(feature = "postgres")]
use plain_postgres_tests::PostgresServer;
use tempfile::TempDir;

use crate::application::Application;
use crate::plan::WRITERS;
use crate::small_disk::SmallDisk;

/// Database of a run, which is removed with it.
pub(crate) enum Database {
    Sqlite(TempDir),
    SqliteOnSmallDisk(SmallDisk),
    #[cfg(feature = "postgres")]
    Postgres(PostgresServer),
}

impl Database {
    pub(crate) fn sqlite() -> Self {
        Self::Sqlite(tempfile::tempdir().unwrap())
    }

    pub(crate) fn sqlite_on_small_disk() -> Self {
        Self::SqliteOnSmallDisk(SmallDisk::mount())
    }

    #[cfg(feature = "postgres")]
    pub(crate) fn postgres() -> Self {
        Self::Postgres(PostgresServer::start_new().unwrap())
    }

    /// URL for the relays.
    pub(crate) fn url(&self) -> String {
        let folder = match self {
            Self::Sqlite(folder) => folder.path(),
            Self::SqliteOnSmallDisk(disk) => disk.path(),
            #[cfg(feature = "postgres")]
            Self::Postgres(server) => return server.url("app"),
        };
        format!("sqlite://{}", folder.join("events.db").display())
    }

    pub(crate) async fn open(&self) -> Application {
        let url = self.url();
        match url.strip_prefix("sqlite://") {
            Some(file) => Application::sqlite(file.as_ref()).await,
            #[cfg(feature = "postgres")]
            None => Application::postgres(&url).await,
            #[cfg(not(feature = "postgres"))]
            None => unreachable!("{url}"),
        }
    }

    /// An application for each writer.
    pub(crate) async fn open_each(&self) -> [Application; WRITERS] {
        [
            self.open().await,
            self.open().await,
            self.open().await,
            self.open().await,
        ]
    }

    /// Whether the database fails during the run.
    pub(crate) fn fails(&self) -> bool {
        !matches!(self, Self::Sqlite(_))
    }

    /// Makes every write fail from now on.
    pub(crate) fn fail(&self) {
        match self {
            Self::Sqlite(_) => {}
            Self::SqliteOnSmallDisk(disk) => disk.fill(),
            #[cfg(feature = "postgres")]
            Self::Postgres(server) => server.stop_immediately().unwrap(),
        }
    }

    /// Ends the failure.
    pub(crate) fn repair(&self) {
        match self {
            Self::Sqlite(_) => {}
            Self::SqliteOnSmallDisk(disk) => disk.free(),
            #[cfg(feature = "postgres")]
            Self::Postgres(server) => server.start().unwrap(),
        }
    }
}
