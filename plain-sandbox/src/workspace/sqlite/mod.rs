//! Storage of a workspace in a SQLite file.

mod read;
mod write;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use crate::workspace::change::{Change, History, Store, StoreError};

const SCHEMA: &str = include_str!("schema.sql");
/// Marks the file as a sandbox's: `PlSb`.
const APPLICATION_ID: i32 = 0x506c_5362;
/// Version of [`SCHEMA`].
const VERSION: i32 = 2;

/// An open file, locked until this is dropped.
#[derive(Debug)]
pub(crate) struct Database {
    connection: Connection,
    file: PathBuf,
}

/// Error of a file.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DatabaseError {
    #[error("{file} is not a SQLite database; use another file or a new one")]
    NotADatabase { file: String },
    #[error("{file} is the database of another program; use another file or a new one")]
    OfAnotherProgram { file: String },
    #[error(
        "{file} was written by another version of plain-sandbox: its format is {version}, expected {VERSION}; \
         use that version, or another file"
    )]
    OfAnotherVersion { file: String, version: i32 },
    #[error("{file} is in use by another sandbox or program; stop it, or use another file")]
    InUse { file: String },
    #[error(
        "{file} is read-only; make it and its folder writable for this user, or use another file"
    )]
    ReadOnly { file: String },
    #[error("{file} is damaged: {source}; restore it from a copy, or use another file")]
    Damaged {
        file: String,
        source: rusqlite::Error,
    },
    #[error("{file} cannot be opened: {source}")]
    Path { file: String, source: io::Error },
    #[error("{file}: {source}")]
    Sqlite {
        file: String,
        source: rusqlite::Error,
    },
}

impl Database {
    /// Opens a file and reads its history, or creates one with the history that `seed` returns.
    pub(crate) fn open(
        file: &Path,
        seed: impl FnOnce() -> History,
    ) -> Result<(Self, History), DatabaseError> {
        // SQLite gives an empty path and `:memory:` a special meaning, which an absolute path avoids.
        let absolute = std::path::absolute(file).map_err(|source| DatabaseError::Path {
            file: file.display().to_string(),
            source,
        })?;
        if fs::metadata(&absolute).is_ok_and(|it| it.is_file() && it.permissions().readonly()) {
            let file = file.display().to_string();
            return Err(DatabaseError::ReadOnly { file });
        }
        let to_error = |source| to_error(file, source);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(absolute, flags).map_err(to_error)?;
        let is_new = lock(&mut connection, file)?;
        let history = if is_new {
            let history = seed();
            create(&mut connection, &history).map_err(to_error)?;
            history
        } else {
            configure(&connection).map_err(to_error)?;
            // The file has the application's mark, so it was once what is expected.
            read::history(&connection).map_err(|source| match to_error(source) {
                DatabaseError::Sqlite { file, source } => DatabaseError::Damaged { file, source },
                error => error,
            })?
        };
        let file = file.to_owned();
        Ok((Self { connection, file }, history))
    }
}

impl Store for Database {
    fn write(&mut self, changes: &[Change]) -> Result<(), StoreError> {
        let written = in_transaction(&mut self.connection, |transaction| {
            write::changes(transaction, changes)
        });
        written.map_err(|source| to_error(&self.file, source).into())
    }
}

/// Locks the file and returns whether it is empty. A file that is not a sandbox's is not modified.
fn lock(connection: &mut Connection, file: &Path) -> Result<bool, DatabaseError> {
    let to_error = |source| to_error(file, source);
    connection.busy_timeout(Duration::ZERO).map_err(to_error)?;
    // Keeps the lock that the first transaction acquires.
    connection
        .pragma_update(None, "locking_mode", "EXCLUSIVE")
        .map_err(to_error)?;
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Exclusive)
        .map_err(to_error)?;
    let number = |sql| transaction.query_row(sql, [], |row| row.get::<_, i32>(0));
    let application_id = number("PRAGMA application_id").map_err(to_error)?;
    let version = number("PRAGMA user_version").map_err(to_error)?;
    let tables = number("SELECT count(*) FROM sqlite_schema").map_err(to_error)?;
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

/// Makes commits durable.
fn configure(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)
}

/// Creates the tables and the history in one transaction: if it is interrupted, the file is still empty.
fn create(connection: &mut Connection, history: &History) -> rusqlite::Result<()> {
    configure(connection)?;
    in_transaction(connection, |transaction| {
        transaction.execute_batch(SCHEMA)?;
        write::history(transaction, history)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", VERSION)
    })
}

fn in_transaction(
    connection: &mut Connection,
    write: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    write(&transaction)?;
    transaction.commit()
}

fn to_error(file: &Path, source: rusqlite::Error) -> DatabaseError {
    let file = file.display().to_string();
    match source.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => DatabaseError::NotADatabase { file },
        Some(ErrorCode::DatabaseBusy) => DatabaseError::InUse { file },
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied)
            if Path::new(&file).is_file() =>
        {
            DatabaseError::ReadOnly { file }
        }
        Some(ErrorCode::DatabaseCorrupt) => DatabaseError::Damaged { file, source },
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
    use crate::workspace::change::{Change, History, Store as _};

    fn open(file: &Path) -> Result<(Database, History), String> {
        let opened = Database::open(file, || History::seeded(Timestamp::UNIX_EPOCH));
        opened.map_err(|error| error.to_string())
    }

    /// A new file in which SQL was executed.
    fn file_with(sql: &str) -> (TempDir, PathBuf) {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("a.db");
        let connection = Connection::open(&file).unwrap();
        connection.execute_batch(sql).unwrap();
        drop(connection);
        (directory, file)
    }

    #[test]
    fn foreign_databases_are_rejected_and_unchanged() {
        let newer = format!("PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = 3");
        for (sql, expected) in [
            ("CREATE TABLE events (id TEXT)", "of another program"),
            (
                "PRAGMA journal_mode = WAL; CREATE TABLE events (id TEXT)",
                "of another program",
            ),
            ("PRAGMA application_id = 7", "of another program"),
            ("PRAGMA user_version = 1", "of another program"),
            (&newer, "its format is 3, expected 2"),
        ] {
            let (_directory, file) = file_with(sql);
            let before = fs::read(&file).unwrap();
            let error = open(&file).unwrap_err();
            assert!(error.starts_with(&file.display().to_string()), "{error}");
            assert!(error.contains(expected), "{error}");
            assert!(fs::read(&file).unwrap() == before, "{sql}");
        }
    }

    #[test]
    fn an_empty_database_is_initialized() {
        for sql in ["", "PRAGMA journal_mode = WAL"] {
            let (_directory, file) = file_with(sql);
            let (_, created) = open(&file).unwrap();
            let (_, read) = open(&file).unwrap();
            assert_eq!(created.changes.len(), 2);
            assert_eq!(format!("{read:?}"), format!("{created:?}"));
        }
    }

    #[test]
    fn commits_are_durable() {
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
    fn changes_are_written_atomically() {
        let (_directory, file) = file_with("");
        let (mut database, _) = open(&file).unwrap();
        let reserve = Change::ReserveExternalId("a".to_owned());
        let error = database.write(&[reserve.clone(), reserve]).unwrap_err();
        assert!(error.to_string().starts_with(&file.display().to_string()));
        drop(database);
        let (_, read) = open(&file).unwrap();
        assert_eq!(read.changes.len(), 2);
    }

    #[test]
    fn corrupt_databases_are_rejected() {
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
            assert!(error.contains("is damaged: "), "{error}");
        }
    }

    #[test]
    fn a_read_only_file_is_named_as_such() {
        let (_directory, file) = file_with("");
        open(&file).unwrap();
        let mut permissions = fs::metadata(&file).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&file, permissions).unwrap();
        let error = open(&file).unwrap_err();
        assert!(error.contains("is read-only; make it"), "{error}");
    }

    #[test]
    fn the_codes_of_sqlite_are_named() {
        let (_directory, file) = file_with("");
        for (code, expected) in [
            (8, "is read-only"),
            (14, "is read-only"),
            (11, "is damaged"),
            (5, "is in use"),
            (26, "is not a SQLite database"),
        ] {
            let source = rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None);
            let error = super::to_error(&file, source).to_string();
            assert!(error.contains(expected), "{code}: {error}");
        }
    }

    #[test]
    fn damaged_pages_are_named_as_such() {
        let (_directory, file) = file_with("");
        drop(open(&file).unwrap());
        let mut bytes = fs::read(&file).unwrap();
        // The header of the first page, which has the schema, is intact.
        bytes[4096..].fill(0xa5);
        fs::write(&file, bytes).unwrap();
        let error = open(&file).unwrap_err();
        assert!(error.contains("is damaged: "), "{error}");
    }
}
