//! Errors of the server, and conflicts, after which an operation is repeated.

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
    Error::Database(Box::new(error))
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
