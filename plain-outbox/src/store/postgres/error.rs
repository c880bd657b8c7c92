//! Errors of the server, and conflicts, after which an operation is repeated.

use std::io::ErrorKind;
use std::time::Duration;

use crate::error::Error;

/// `invalid_schema_name`, `undefined_function` and `undefined_table`.
const MISSING: [&str; 3] = ["3F000", "42883", "42P01"];
/// Number of times that an operation is tried.
const ATTEMPTS: u32 = 12;
/// Upper bound on the wait before an attempt.
const MAX_WAIT: Duration = Duration::from_millis(200);
/// `serialization_failure` and `deadlock_detected`: the database rolled the operation back.
const CONFLICTS: [&str; 2] = ["40001", "40P01"];

pub(super) fn database_error(error: sqlx::Error) -> Error {
    if has_code(&error, &MISSING) {
        return Error::SchemaMissing;
    }
    let help = help(&error);
    Error::database(error, help)
}

/// The remedy for a failure, if there is one other than to wait.
fn help(error: &sqlx::Error) -> Option<&'static str> {
    match error {
        sqlx::Error::Database(error) => help_for_code(&error.code()?),
        sqlx::Error::Configuration(_) => {
            Some("the URL is `postgres://USER:PASSWORD@HOST:PORT/DATABASE`")
        }
        sqlx::Error::Io(error) if error.kind() == ErrorKind::ConnectionRefused => {
            Some("start PostgreSQL, or correct the host and the port of the URL")
        }
        sqlx::Error::Io(_) => {
            Some("check the host and the port of the URL, and that the server is reachable")
        }
        sqlx::Error::Tls(_) => Some(
            "check `sslmode` and `sslrootcert` of the URL; in your own program, enable a feature `tls-..` of \
             `sqlx`",
        ),
        sqlx::Error::PoolTimedOut => Some(
            "check that the server runs and is reachable, and that the pool has enough connections",
        ),
        _ => None,
    }
}

/// The remedy for an error code of the server. See <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
fn help_for_code(code: &str) -> Option<&'static str> {
    Some(match code {
        // `invalid_password` and `invalid_authorization_specification`.
        "28P01" => "correct the password of the URL, or set `PGPASSWORD`",
        "28000" => {
            "create the role (`CREATE ROLE NAME LOGIN`), or let it in from this host in `pg_hba.conf`"
        }
        // `invalid_catalog_name`: the database.
        "3D000" => "correct the database of the URL, or create it: `CREATE DATABASE NAME`",
        // `insufficient_privilege`.
        "42501" => {
            "an administrator runs `GRANT USAGE ON SCHEMA plain_outbox TO ROLE; GRANT EXECUTE ON ALL FUNCTIONS IN \
             SCHEMA plain_outbox TO ROLE`; section Permissions of docs/outbox.md lists the privileges"
        }
        // `read_only_sql_transaction`.
        "25006" => {
            "connect to the primary server with `default_transaction_read_only` off: an outbox needs writes"
        }
        // `disk_full`.
        "53100" => "free space on the disk of the server",
        // `too_many_connections`.
        "53300" => "raise `max_connections` of the server, or give the pools fewer connections",
        _ => return None,
    })
}

/// Whether the server reported one of these codes.
fn has_code(error: &sqlx::Error, codes: &[&str]) -> bool {
    let sqlx::Error::Database(error) = error else {
        return false;
    };
    error.code().is_some_and(|code| codes.contains(&&*code))
}

/// Repeats an operation while it conflicts with other transactions. Each operation is a transaction.
pub(super) async fn repeat<T, F>(operation: impl Fn() -> F) -> Result<T, Error>
where
    F: Future<Output = Result<T, sqlx::Error>>,
{
    for attempt in 1..ATTEMPTS {
        match operation().await {
            // At random, so that two callers do not conflict again and again.
            Err(error) if has_code(&error, &CONFLICTS) => {
                let wait = Duration::from_millis(1 << attempt).min(MAX_WAIT);
                tokio::time::sleep(wait.mul_f64(fastrand::f64())).await;
            }
            result => return result.map_err(database_error),
        }
    }
    operation().await.map_err(database_error)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::repeat;

    #[tokio::test]
    async fn other_errors_are_not_repeated() {
        let calls = Cell::new(0);
        let operation = || {
            calls.set(calls.get() + 1);
            std::future::ready(Err::<(), _>(sqlx::Error::PoolTimedOut))
        };
        assert!(repeat(operation).await.is_err());
        assert_eq!(calls.get(), 1);
    }
}
