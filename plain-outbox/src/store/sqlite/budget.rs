//! The budget of requests that all relays share.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sqlx::SqliteConnection;

use super::error::database_error;
use super::transaction::{from_micros, micros_after};
use crate::error::Error;
use crate::pace::{Budget, Pace};

/// Reads the budget. Only a write transaction may change it.
pub(super) async fn read(connection: &mut SqliteConnection) -> Result<Budget, Error> {
    let (next_at, paused_until) =
        sqlx::query_as("SELECT next_at, paused_until FROM plain_outbox_state")
            .fetch_one(connection)
            .await
            .map_err(database_error)?;
    Ok(Budget {
        next_at: from_micros(next_at),
        paused_until: from_micros(paused_until),
    })
}

/// Stores the budget. Times are rounded up, so that rounding adds no request to a minute.
pub(super) async fn write(connection: &mut SqliteConnection, budget: Budget) -> Result<(), Error> {
    let since_epoch = |time: SystemTime| time.duration_since(UNIX_EPOCH).unwrap_or_default();
    sqlx::query("UPDATE plain_outbox_state SET next_at = ?1, paused_until = ?2")
        .bind(micros_after(UNIX_EPOCH, since_epoch(budget.next_at)))
        .bind(micros_after(UNIX_EPOCH, since_epoch(budget.paused_until)))
        .execute(connection)
        .await
        .map(drop)
        .map_err(database_error)
}

/// Draws one permit; the answer is the wait before its request.
pub(super) async fn draw_permit(
    connection: &mut SqliteConnection,
    pace: Pace,
    now: SystemTime,
) -> Result<Duration, Error> {
    let mut budget = read(connection).await?;
    let waits = budget.draw(pace, 1, now);
    write(connection, budget).await?;
    Ok(waits.first().copied().unwrap_or_default())
}

/// Stops all permits for some time.
pub(super) async fn pause(
    connection: &mut SqliteConnection,
    time: Duration,
    now: SystemTime,
) -> Result<(), Error> {
    let mut budget = read(connection).await?;
    budget.pause(time, now);
    write(connection, budget).await
}
