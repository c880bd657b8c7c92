//! Leases the events that are due.

use std::time::SystemTime;

use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use super::budget;
use super::error::database_error;
use super::operations::{record, text, time};
use super::transaction::{json_array, micros_after, to_micros};
use crate::error::Error;
use crate::store::{ClaimRequest, Claimed, Delivery, Lease};

/// Walks from one ordering key to the next by index probes and looks at the head of each, until enough are
/// due or enough keys were looked at. An entry's `due` exceeds that of the entry before if it is due.
pub(super) const WALK: &str = "
WITH RECURSIVE walk (ordering_key, id, due, keys) AS (
    SELECT ?1, 0, 0, 0
    UNION ALL
    SELECT head.ordering_key, head.id, walk.due + NOT EXISTS (
            SELECT 1 FROM plain_outbox_events AS other INDEXED BY plain_outbox_waiting
            WHERE other.state = 0 AND other.visible_at > 0
                AND other.ordering_key = head.ordering_key AND other.visible_at > ?5
        ), walk.keys + 1
    FROM walk CROSS JOIN plain_outbox_events AS head ON head.id = (
        SELECT next.id FROM plain_outbox_events AS next INDEXED BY plain_outbox_queues
        WHERE next.state = 0 AND next.ordering_key > walk.ordering_key AND next.ordering_key <= ?2
        ORDER BY next.ordering_key, next.id LIMIT 1
    )
    WHERE walk.due < ?3 AND walk.keys < ?4
)
SELECT ordering_key, id, due FROM walk WHERE keys > 0 ORDER BY keys";

/// Leases all events at once: with a statement for each, most of the time would pass between statements.
/// A lease that ran out was cut off, so its attempt does not count.
pub(super) const LEASE: &str = "
UPDATE plain_outbox_events
SET generation = generation + 1, attempts = attempts + 1 - is_leased, is_leased = 1, visible_at = ?2
WHERE id IN (SELECT value FROM json_each(?1)) AND state = 0
RETURNING id, generation, attempts, enqueued_at, kind, external_id, ordering_key, format, event";

/// Greater than every ordering key, which begins with an ASCII letter.
const BEHIND_ALL_KEYS: &str = "\u{10FFFF}";

/// Progress of a search.
struct Search {
    due: Vec<i64>,
    keys: u32,
    last_key: String,
    max: u32,
    max_keys: u32,
    now: i64,
}

/// Leases events within a write transaction.
pub(super) async fn claim(
    connection: &mut SqliteConnection,
    request: &ClaimRequest,
    now: SystemTime,
) -> Result<Claimed, Error> {
    let mut budget = budget::read(connection).await?;
    let max = match budget.available(request.pace, request.max, now) {
        Ok(max) => max,
        Err(wait) => {
            return Ok(Claimed {
                next_after: request.after.clone(),
                budget_opens_in: Some(wait),
                ..Claimed::default()
            });
        }
    };
    let mut search = Search {
        due: Vec::new(),
        keys: 0,
        last_key: request.after.clone(),
        max,
        max_keys: request.max_keys,
        now: to_micros(now),
    };
    search
        .walk(connection, &request.after, BEHIND_ALL_KEYS)
        .await?;
    if !search.is_finished() {
        search.walk(connection, "", &request.after).await?;
    }
    let mut claimed = Claimed {
        is_complete: !search.is_finished(),
        next_after: search.last_key,
        ..Claimed::default()
    };
    if search.due.is_empty() {
        return Ok(claimed);
    }
    let until = micros_after(now, request.lease);
    claimed.deliveries = lease(connection, &search.due, until).await?;
    let count = u32::try_from(claimed.deliveries.len()).unwrap_or(u32::MAX);
    let waits = budget.draw(request.pace, count, now);
    budget::write(connection, budget).await?;
    for (delivery, send_in) in claimed.deliveries.iter_mut().zip(waits) {
        delivery.send_in = send_in;
    }
    Ok(claimed)
}

/// Leases events; returns them in the same order.
async fn lease(
    connection: &mut SqliteConnection,
    ids: &[i64],
    until: i64,
) -> Result<Vec<Delivery>, Error> {
    let rows = sqlx::query(LEASE)
        .bind(json_array(ids))
        .bind(until)
        .fetch_all(connection)
        .await
        .map_err(database_error)?;
    let deliveries: Result<Vec<_>, _> = rows.iter().map(delivery).collect();
    let mut deliveries = deliveries.map_err(database_error)?;
    deliveries.sort_by_key(|delivery| ids.iter().position(|id| *id == delivery.lease.id));
    Ok(deliveries)
}

impl Search {
    /// Looks at the keys after `after`, up to `last`.
    async fn walk(
        &mut self,
        connection: &mut SqliteConnection,
        after: &str,
        last: &str,
    ) -> Result<(), Error> {
        let found = u32::try_from(self.due.len()).unwrap_or(u32::MAX);
        let rows = sqlx::query(WALK)
            .bind(after)
            .bind(last)
            .bind(self.max.saturating_sub(found))
            .bind(self.max_keys.saturating_sub(self.keys))
            .bind(self.now)
            .fetch_all(connection)
            .await
            .map_err(database_error)?;
        let mut due_before = 0;
        for row in rows {
            self.keys += 1;
            self.last_key = text(&row, "ordering_key").map_err(database_error)?;
            let due: i64 = row.try_get("due").map_err(database_error)?;
            if due > due_before {
                self.due.push(row.try_get("id").map_err(database_error)?);
            }
            due_before = due;
        }
        Ok(())
    }

    /// Whether a limit ended the search.
    fn is_finished(&self) -> bool {
        self.due.len() >= self.max as usize || self.keys >= self.max_keys
    }
}

fn delivery(row: &SqliteRow) -> Result<Delivery, sqlx::Error> {
    Ok(Delivery {
        lease: Lease {
            id: row.try_get("id")?,
            generation: row.try_get("generation")?,
        },
        record: record(row)?,
        enqueued_at: time(row, "enqueued_at")?,
        attempt: row.try_get("attempts")?,
        send_in: std::time::Duration::ZERO,
    })
}
