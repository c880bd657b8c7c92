//! Errors of SQLite.

use sqlx::error::DatabaseError;

use crate::error::Error;

/// The error of an operation. SQLite reports a missing table by its message only.
pub(super) fn database_error(error: sqlx::Error) -> Error {
    let is_missing = error
        .as_database_error()
        .is_some_and(|error| error.message().starts_with("no such table: plain_outbox_"));
    if is_missing {
        return Error::SchemaMissing;
    }
    let help = help(&error);
    Error::database(error, help)
}

/// Whether another connection holds a lock.
pub(super) fn is_locked(error: &sqlx::Error) -> bool {
    // `SQLITE_BUSY` and `SQLITE_LOCKED`.
    matches!(primary_code(error), Some(5 | 6))
}

/// The low byte of a code. The others say where the error was found.
fn primary_code(error: &sqlx::Error) -> Option<i32> {
    let code = error.as_database_error().and_then(DatabaseError::code)?;
    let code: i32 = code.parse().ok()?;
    Some(code & 0xff)
}

/// The remedy for a failure, if there is one.
fn help(error: &sqlx::Error) -> Option<&'static str> {
    match error {
        sqlx::Error::PoolTimedOut => Some(
            "in a transaction, record with `enqueue_in`; otherwise give the pool more connections",
        ),
        error => help_for_code(primary_code(error)?),
    }
}

/// The remedy for a primary code. See <https://www.sqlite.org/rescode.html>.
fn help_for_code(primary_code: i32) -> Option<&'static str> {
    Some(match primary_code {
        // `SQLITE_BUSY` and `SQLITE_LOCKED`.
        5 | 6 => {
            "end the other program's transaction: it holds the write lock for longer than the busy timeout"
        }
        // `SQLITE_PERM`, `SQLITE_READONLY` and `SQLITE_AUTH`.
        3 | 8 | 23 => {
            "let this user write to the file and to its folder: an outbox needs writes, also to count"
        }
        // `SQLITE_IOERR`.
        10 => {
            "keep the file on a local disk: write-ahead logging does not work on a network file system"
        }
        // `SQLITE_CORRUPT`.
        11 => "restore the file from a backup",
        // `SQLITE_FULL`.
        13 => "free space on the disk of the file",
        // `SQLITE_CANTOPEN`.
        14 => {
            "correct the path: the folder must exist, the file must not be a folder, and this user must be allowed to write to both"
        }
        // `SQLITE_NOTADB`.
        26 => "correct the path: the file is not an SQLite database, or an encrypted one",
        _ => return None,
    })
}
