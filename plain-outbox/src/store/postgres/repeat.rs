//! Operations that failed because of other transactions.

use sqlx::Error as SqlxError;

use super::{database_error, has_code};
use crate::error::Error;

/// Number of times that an operation is tried.
const ATTEMPTS: u32 = 10;
/// `serialization_failure` and `deadlock_detected`: the database rolled the operation back.
const CONFLICTS: [&str; 2] = ["40001", "40P01"];

/// Repeats an operation while it conflicts with other transactions. Each operation is a transaction.
pub(super) async fn repeat<T, F>(operation: impl Fn() -> F) -> Result<T, Error>
where
    F: Future<Output = Result<T, SqlxError>>,
{
    for _ in 1..ATTEMPTS {
        match operation().await {
            Err(error) if has_code(&error, &CONFLICTS) => tokio::task::yield_now().await,
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
