//! A workspace in a SQLite file.

mod read;
mod write;

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use crate::workspace::change::{Change, History};
use crate::workspace::store::{Store, StoreError};

const SCHEMA: &str = include_str!("schema.sql");
/// What says in the file that it is a sandbox's: `PlSb`.
const APPLICATION_ID: i32 = 0x506c_5362;
/// The version of [`SCHEMA`].
const VERSION: i32 = 1;

/// The file, which no one else can open until this is dropped.
#[derive(Debug)]
pub(crate) struct Database {
    connection: Connection,
    file: PathBuf,
}

/// What is wrong with a file.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DatabaseError {
    #[error("{file} is no SQLite database; name another file, or one that is not there yet")]
    NotADatabase { file: String },
    #[error(
        "{file} is the database of another program; name another file, or one that is not there yet"
    )]
    OfAnotherProgram { file: String },
    #[error(
        "{file} was written by another version of plain-sandbox: its format is {version}, and this one reads {VERSION}; \
         use that version, or name another file"
    )]
    OfAnotherVersion { file: String, version: i32 },
    #[error(
        "{file} is in use: another sandbox or program has it open; end that one, or name another file"
    )]
    InUse { file: String },
    #[error("{file} cannot be opened: {source}")]
    Path { file: String, source: io::Error },
    #[error("{file}: {source}")]
    Sqlite {
        file: String,
        source: rusqlite::Error,
    },
}

impl Database {
    /// Opens a file with what is in it, or creates one with what `seed` says.
    pub(crate) fn open(
        file: &Path,
        seed: impl FnOnce() -> History,
    ) -> Result<(Self, History), DatabaseError> {
        // To SQLite an empty name is a file that goes when it is closed, and `:memory:` is none.
        let absolute = std::path::absolute(file).map_err(|source| DatabaseError::Path {
            file: file.display().to_string(),
            source,
        })?;
        let failed = |source| failed(file, source);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(absolute, flags).map_err(failed)?;
        let is_new = lock(&mut connection, file)?;
        let history = if is_new {
            let history = seed();
            create(&mut connection, &history).map_err(failed)?;
            history
        } else {
            set_up(&connection).map_err(failed)?;
            read::history(&connection).map_err(failed)?
        };
        let file = file.to_owned();
        Ok((Self { connection, file }, history))
    }
}

impl Store for Database {
    fn write(&mut self, changes: &[Change]) -> Result<(), StoreError> {
        let written = in_one(&mut self.connection, |transaction| {
            write::changes(transaction, changes)
        });
        written.map_err(|source| failed(&self.file, source).into())
    }
}

/// Takes the file for this connection alone, and says whether there is nothing in it yet. A file
/// that is not a sandbox's is left as it is.
fn lock(connection: &mut Connection, file: &Path) -> Result<bool, DatabaseError> {
    let failed = |source| failed(file, source);
    connection.busy_timeout(Duration::ZERO).map_err(failed)?;
    // The lock that the first transaction takes is kept.
    connection
        .pragma_update(None, "locking_mode", "EXCLUSIVE")
        .map_err(failed)?;
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Exclusive)
        .map_err(failed)?;
    let number = |sql| transaction.query_row(sql, [], |row| row.get::<_, i32>(0));
    let application_id = number("PRAGMA application_id").map_err(failed)?;
    let version = number("PRAGMA user_version").map_err(failed)?;
    let tables = number("SELECT count(*) FROM sqlite_schema").map_err(failed)?;
    let name = || file.display().to_string();
    match (application_id, version, tables) {
        (0, 0, 0) => Ok(true),
        (APPLICATION_ID, VERSION, _) => Ok(false),
        (APPLICATION_ID, version, _) => Err(DatabaseError::OfAnotherVersion {
            file: name(),
            version,
        }),
        _ => Err(DatabaseError::OfAnotherProgram { file: name() }),
    }
}

/// What is committed is on the disk.
fn set_up(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)
}

/// All of it at once: where this is interrupted, the file is still new.
fn create(connection: &mut Connection, history: &History) -> rusqlite::Result<()> {
    set_up(connection)?;
    in_one(connection, |transaction| {
        transaction.execute_batch(SCHEMA)?;
        write::history(transaction, history)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", VERSION)
    })
}

fn in_one(
    connection: &mut Connection,
    write: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    write(&transaction)?;
    transaction.commit()
}

fn failed(file: &Path, source: rusqlite::Error) -> DatabaseError {
    let file = file.display().to_string();
    match source.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => DatabaseError::NotADatabase { file },
        Some(ErrorCode::DatabaseBusy) => DatabaseError::InUse { file },
        _ => DatabaseError::Sqlite { file, source },
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use jiff::Timestamp;
    use rusqlite::Connection;
    use tempfile::TempDir;

    use super::{APPLICATION_ID, Database, VERSION};
    use crate::workspace::change::{Change, History};
    use crate::workspace::store::Store as _;

    fn open(file: &Path) -> Result<(Database, History), String> {
        let opened = Database::open(file, || History::seeded(Timestamp::UNIX_EPOCH));
        opened.map_err(|error| error.to_string())
    }

    /// A file in which something was done.
    fn file_with(sql: &str) -> (TempDir, PathBuf) {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("a.db");
        let connection = Connection::open(&file).unwrap();
        connection.execute_batch(sql).unwrap();
        drop(connection);
        (directory, file)
    }

    #[test]
    fn the_database_of_another_is_refused_and_left_as_it_is() {
        let newer = format!("PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = 2");
        for (sql, said) in [
            ("CREATE TABLE events (id TEXT)", "of another program"),
            (
                "PRAGMA journal_mode = WAL; CREATE TABLE events (id TEXT)",
                "of another program",
            ),
            ("PRAGMA application_id = 7", "of another program"),
            ("PRAGMA user_version = 1", "of another program"),
            (&newer, "its format is 2, and this one reads 1"),
        ] {
            let (_directory, file) = file_with(sql);
            let before = fs::read(&file).unwrap();
            let error = open(&file).unwrap_err();
            assert!(error.starts_with(&file.display().to_string()), "{error}");
            assert!(error.contains(said), "{error}");
            assert!(fs::read(&file).unwrap() == before, "{sql}");
        }
    }

    #[test]
    fn a_database_without_anything_is_new() {
        for sql in ["", "PRAGMA journal_mode = WAL"] {
            let (_directory, file) = file_with(sql);
            let (_, created) = open(&file).unwrap();
            let (_, read) = open(&file).unwrap();
            assert_eq!(created.changes.len(), 2);
            assert_eq!(format!("{read:?}"), format!("{created:?}"));
        }
    }

    #[test]
    fn what_is_committed_is_on_the_disk() {
        let (_directory, file) = file_with("");
        let (new, _) = open(&file).unwrap();
        let pragma = |database: &Database, name: &str| {
            let connection = &database.connection;
            let value = connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
            value.unwrap()
        };
        assert_eq!(pragma(&new, "user_version"), VERSION);
        assert_eq!(pragma(&new, "synchronous"), 2);
        drop(new);
        let (existing, _) = open(&file).unwrap();
        assert_eq!(pragma(&existing, "synchronous"), 2);
        assert_eq!(pragma(&existing, "foreign_keys"), 1);
    }

    #[test]
    fn of_changes_that_cannot_all_be_written_none_is() {
        let (_directory, file) = file_with("");
        let (mut database, _) = open(&file).unwrap();
        let taken = Change::TakeExternalId("a".to_owned());
        let error = database.write(&[taken.clone(), taken]).unwrap_err();
        assert!(error.to_string().starts_with(&file.display().to_string()));
        drop(database);
        let (_, read) = open(&file).unwrap();
        assert_eq!(read.changes.len(), 2);
    }

    #[test]
    fn what_cannot_be_read_is_an_error() {
        for sql in [
            "UPDATE customers SET created_at = 'yesterday'",
            "UPDATE threads SET fields = '{'",
            "DELETE FROM workspace",
            "DROP TABLE events",
        ] {
            let (_directory, file) = file_with("");
            let (database, _) = open(&file).unwrap();
            database.connection.execute_batch(sql).unwrap();
            drop(database);
            let error = open(&file).unwrap_err();
            assert!(error.starts_with(&file.display().to_string()), "{error}");
        }
    }
}
