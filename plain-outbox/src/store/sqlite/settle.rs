//! Records the outcomes of deliveries.

use std::time::SystemTime;

use sqlx::SqliteConnection;

use super::transaction::{database_error, micros_after, to_micros};
use crate::error::Error;
use crate::store::{Lease, Outcome, Settlement};

/// Keeps the kind, the external ID and the time of a delivered event.
const DELIVERED: &str = "
UPDATE plain_outbox_events
SET state = 2, settled_at = ?2, ordering_key = NULL, format = NULL, event = NULL,
    enqueued_at = NULL, visible_at = 0, is_leased = 0
WHERE id = ?1 AND state = 0";

const RETRY: &str = "
UPDATE plain_outbox_events
SET is_leased = 0, visible_at = ?3, attempts = attempts - ?4
WHERE id = ?1 AND generation = ?2 AND is_leased = 1 AND state = 0";

const DEAD: &str = "
UPDATE plain_outbox_events
SET state = 1, settled_at = ?3, reason = ?4, visible_at = 0, is_leased = 0
WHERE id = ?1 AND generation = ?2 AND is_leased = 1 AND state = 0";

const COUNT: &str = "
UPDATE plain_outbox_state
SET pending = pending - ?1 - ?2, delivered = delivered + ?1, dead = dead + ?2";

/// Records outcomes within a write transaction.
pub(super) async fn settle(
    connection: &mut SqliteConnection,
    settlements: &[Settlement],
    now: SystemTime,
) -> Result<(), Error> {
    let (mut delivered, mut dead) = (0, 0);
    for Settlement { lease, outcome } in settlements {
        let Lease { id, generation } = *lease;
        let query = match outcome {
            Outcome::Delivered => sqlx::query(DELIVERED).bind(id).bind(to_micros(now)),
            Outcome::Retry { after, counts } => sqlx::query(RETRY)
                .bind(id)
                .bind(generation)
                .bind(micros_after(now, *after))
                .bind(!counts),
            Outcome::Dead { reason } => sqlx::query(DEAD)
                .bind(id)
                .bind(generation)
                .bind(to_micros(now))
                .bind(reason),
        };
        let changed = query.execute(&mut *connection).await;
        let changed = changed.map_err(database_error)?.rows_affected();
        let changed = i64::try_from(changed).unwrap_or(i64::MAX);
        match outcome {
            Outcome::Delivered => delivered += changed,
            Outcome::Dead { .. } => dead += changed,
            Outcome::Retry { .. } => {}
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
