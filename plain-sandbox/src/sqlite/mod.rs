//! A workspace in a SQLite file.

mod read;
mod write;

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use crate::store::{Store, StoreError};
use crate::workspace::{Change, History};

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
    #[error("{file} is in use: another sandbox has it open; end that one, or name another file")]
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
