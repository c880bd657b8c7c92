//! Records the outcomes of deliveries.

use std::time::SystemTime;

use sqlx::query::Query;
use sqlx::sqlite::SqliteArguments;
use sqlx::{Sqlite, SqliteConnection};

use super::error::database_error;
use super::transaction::{json_array, micros_after, to_micros};
use crate::error::Error;
use crate::store::{Lease, Outcome, Settlement};

/// Keeps the kind, the external ID and the time of delivered events, all at once.
pub(super) const DELIVERED: &str = "
UPDATE plain_outbox_events
SET state = 2, settled_at = ?2, ordering_key = NULL, format = NULL, event = NULL,
    enqueued_at = NULL, visible_at = 0, is_leased = 0
WHERE id IN (SELECT value FROM json_each(?1)) AND state = 0";

const RETRY: &str = "
UPDATE plain_outbox_events
SET is_leased = 0, visible_at = ?3, attempts = attempts - ?4
WHERE id = ?1 AND generation = ?2 AND is_leased = 1 AND state = 0";

const DEAD: &str = "
UPDATE plain_outbox_events
SET state = 1, settled_at = ?3, reason = ?4, visible_at = 0, is_leased = 0
WHERE id = ?1 AND generation = ?2 AND is_leased = 1 AND state = 0";

/// Counts events that are not pending any more. The search for the lowest pending ID goes on where the last
/// one ended, so it reads every event once in all. It reads a bounded number, since others wait for the lock.
pub(super) const COUNT: &str = "
UPDATE plain_outbox_state
SET closed = closed + ?1 + ?2, delivered = delivered + ?1, dead = dead + ?2, lowest_pending = coalesce((
    SELECT id FROM plain_outbox_events NOT INDEXED
    WHERE id >= lowest_pending AND id < lowest_pending + 1000 AND state = 0 ORDER BY id LIMIT 1
), min(lowest_pending + 1000, (SELECT coalesce(max(id), 0) + 1 FROM plain_outbox_events)))";

/// Records outcomes within a write transaction.
pub(super) async fn settle(
    connection: &mut SqliteConnection,
    settlements: &[Settlement],
    now: SystemTime,
) -> Result<(), Error> {
    let is_delivered = |settlement: &&Settlement| settlement.outcome == Outcome::Delivered;
    let delivered = settlements.iter().filter(is_delivered);
    let delivered: Vec<i64> = delivered.map(|settlement| settlement.lease.id).collect();
    let delivered = if delivered.is_empty() {
        0
    } else {
        let query = sqlx::query(DELIVERED).bind(json_array(&delivered));
        changed(connection, query.bind(to_micros(now))).await?
    };
    let mut dead = 0;
    for Settlement { lease, outcome } in settlements {
        let Lease { id, generation } = *lease;
        match outcome {
            Outcome::Delivered => {}
            Outcome::Retry { after, counts } => {
                let query = sqlx::query(RETRY).bind(id).bind(generation);
                let query = query.bind(micros_after(now, *after)).bind(!counts);
                changed(connection, query).await?;
            }
            Outcome::Dead { reason } => {
                let query = sqlx::query(DEAD).bind(id).bind(generation);
                dead += changed(connection, query.bind(to_micros(now)).bind(reason)).await?;
            }
        }
    }
    if delivered + dead > 0 {
        sqlx::query(COUNT)
            .bind(delivered)
            .bind(dead)
            .execute(connection)
            .await
            .map_err(database_error)?;
    }
    Ok(())
}

/// Runs a statement; returns the number of rows that it changes.
async fn changed(
    connection: &mut SqliteConnection,
    query: Query<'_, Sqlite, SqliteArguments>,
) -> Result<i64, Error> {
    let done = query.execute(connection).await.map_err(database_error)?;
    Ok(i64::try_from(done.rows_affected()).unwrap_or(i64::MAX))
}
