//! Counts, dead letters, and forgetting old external IDs.

use std::time::SystemTime;

use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection, SqlitePool};

use super::error::database_error;
use super::transaction::{from_micros, json_array, to_micros};
use crate::error::Error;
use crate::record::Record;
use crate::store::{Counts, DeadRecord, DeadSelection};

/// Reads counters, ends of indexes, and the entries of events that were tried before. The oldest event is
/// the one with the lowest ID, or one that was a dead letter.
pub(super) const COUNTS: &str = "
SELECT (SELECT coalesce(max(id), 0) FROM plain_outbox_events) - closed, delivered, dead, (
        SELECT count(*) FROM plain_outbox_events INDEXED BY plain_outbox_waiting
        WHERE state = 0 AND visible_at > 0 AND visible_at > ?1 AND is_leased = 1
    ), (
        SELECT min(enqueued_at) FROM (
            SELECT * FROM (
                SELECT enqueued_at FROM plain_outbox_events NOT INDEXED
                WHERE id >= lowest_pending AND state = 0 ORDER BY id LIMIT 1
            )
            UNION ALL SELECT * FROM (
                SELECT enqueued_at FROM plain_outbox_events INDEXED BY plain_outbox_retried
                WHERE state = 0 AND is_retried = 1 ORDER BY enqueued_at LIMIT 1
            )
        )
    )
FROM plain_outbox_state";

/// Reads an index of the pending events, whose entries are small.
const PENDING_UP_TO: &str = "
SELECT count(*) FROM plain_outbox_events INDEXED BY plain_outbox_queues
WHERE state = 0 AND id <= ?1";

pub(super) const DEAD: &str = "
SELECT id, kind, external_id, ordering_key, format, event, enqueued_at, settled_at, attempts, reason
FROM plain_outbox_events INDEXED BY plain_outbox_dead
WHERE state = 1 ORDER BY id DESC LIMIT ?1";

/// Replaces dead letters by pending events with new IDs.
const RETRY_DEAD: &str = "
INSERT OR REPLACE INTO plain_outbox_events
    (kind, external_id, ordering_key, format, event, enqueued_at, is_retried)
SELECT kind, external_id, ordering_key, format, event, enqueued_at, 1
FROM plain_outbox_events INDEXED BY plain_outbox_dead
WHERE state = 1 AND (?1 IS NULL OR id IN (SELECT value FROM json_each(?1)))
ORDER BY id";

const DISCARD_DEAD: &str = "
UPDATE plain_outbox_events INDEXED BY plain_outbox_dead
SET state = 2, settled_at = ?2, ordering_key = NULL, format = NULL, event = NULL,
    enqueued_at = NULL, reason = NULL
WHERE state = 1 AND (?1 IS NULL OR id IN (SELECT value FROM json_each(?1)))";

pub(super) const PURGE: &str = "
DELETE FROM plain_outbox_events WHERE id IN (
    SELECT id FROM plain_outbox_events INDEXED BY plain_outbox_settled
    WHERE state = 2 AND settled_at < ?1 ORDER BY settled_at LIMIT ?2
)";

pub(super) async fn counts(pool: &SqlitePool, now: SystemTime) -> Result<Counts, Error> {
    let (pending, delivered, dead, in_flight, oldest): (i64, i64, i64, i64, Option<i64>) =
        sqlx::query_as(COUNTS)
            .bind(to_micros(now))
            .fetch_one(pool)
            .await
            .map_err(database_error)?;
    Ok(Counts {
        pending: pending.unsigned_abs(),
        in_flight: in_flight.unsigned_abs(),
        delivered: delivered.unsigned_abs(),
        dead: dead.unsigned_abs(),
        oldest_pending: oldest
            .map(|time| now.duration_since(from_micros(time)).unwrap_or_default()),
    })
}

pub(super) async fn newest(pool: &SqlitePool) -> Result<i64, Error> {
    sqlx::query_scalar("SELECT coalesce(max(id), 0) FROM plain_outbox_events")
        .fetch_one(pool)
        .await
        .map_err(database_error)
}

pub(super) async fn pending_up_to(pool: &SqlitePool, id: i64) -> Result<u64, Error> {
    let count: i64 = sqlx::query_scalar(PENDING_UP_TO)
        .bind(id)
        .fetch_one(pool)
        .await
        .map_err(database_error)?;
    Ok(count.unsigned_abs())
}

pub(super) async fn dead(pool: &SqlitePool, limit: u32) -> Result<Vec<DeadRecord>, Error> {
    let rows = sqlx::query(DEAD).bind(limit).fetch_all(pool).await;
    let rows = rows.map_err(database_error)?;
    let dead = rows.iter().map(dead_record);
    dead.collect::<Result<_, _>>().map_err(database_error)
}

pub(super) async fn retry_dead(
    connection: &mut SqliteConnection,
    selection: &DeadSelection,
) -> Result<u64, Error> {
    let retried = sqlx::query(RETRY_DEAD)
        .bind(selected(selection))
        .execute(&mut *connection)
        .await
        .map_err(database_error)?
        .rows_affected();
    forget_dead(connection, retried).await
}

pub(super) async fn discard_dead(
    connection: &mut SqliteConnection,
    selection: &DeadSelection,
    now: SystemTime,
) -> Result<u64, Error> {
    let discarded = sqlx::query(DISCARD_DEAD)
        .bind(selected(selection))
        .bind(to_micros(now))
        .execute(&mut *connection)
        .await
        .map_err(database_error)?
        .rows_affected();
    forget_dead(connection, discarded).await
}

pub(super) async fn purge(pool: &SqlitePool, before: SystemTime, limit: u32) -> Result<u64, Error> {
    let purged = sqlx::query(PURGE)
        .bind(to_micros(before))
        .bind(limit)
        .execute(pool)
        .await
        .map_err(database_error)?;
    Ok(purged.rows_affected())
}

/// Text of a row. Bytes that are not UTF-8 are replaced, so that a damaged event stops no other.
pub(super) fn text(row: &SqliteRow, column: &str) -> Result<String, sqlx::Error> {
    let bytes: Option<Vec<u8>> = row.try_get_unchecked(column)?;
    Ok(String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned())
}

/// Time of a row; 1970 if there is none.
pub(super) fn time(row: &SqliteRow, column: &str) -> Result<SystemTime, sqlx::Error> {
    let micros: Option<i64> = row.try_get(column)?;
    Ok(from_micros(micros.unwrap_or_default()))
}

/// The stored event.
pub(super) fn record(row: &SqliteRow) -> Result<Record, sqlx::Error> {
    let format: Option<i64> = row.try_get("format")?;
    Ok(Record {
        kind: text(row, "kind")?,
        external_id: text(row, "external_id")?,
        ordering_key: text(row, "ordering_key")?,
        format: i32::try_from(format.unwrap_or_default()).unwrap_or(i32::MAX),
        event: text(row, "event")?,
    })
}

fn dead_record(row: &SqliteRow) -> Result<DeadRecord, sqlx::Error> {
    Ok(DeadRecord {
        id: row.try_get("id")?,
        record: record(row)?,
        enqueued_at: time(row, "enqueued_at")?,
        died_at: time(row, "settled_at")?,
        attempts: row.try_get("attempts")?,
        reason: text(row, "reason")?,
    })
}

/// The IDs as a JSON array; `NULL` for all.
fn selected(selection: &DeadSelection) -> Option<String> {
    match selection {
        DeadSelection::All => None,
        DeadSelection::Ids(ids) => Some(json_array(ids)),
    }
}

/// Takes dead letters off their counter.
async fn forget_dead(connection: &mut SqliteConnection, count: u64) -> Result<u64, Error> {
    if count > 0 {
        sqlx::query("UPDATE plain_outbox_state SET dead = dead - ?1")
            .bind(i64::try_from(count).unwrap_or(i64::MAX))
            .execute(connection)
            .await
            .map_err(database_error)?;
    }
    Ok(count)
}
