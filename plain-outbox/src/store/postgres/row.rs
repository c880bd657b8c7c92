//! Rows of the functions, and their parameters.

use std::time::{Duration, SystemTime};

use sqlx::postgres::PgRow;
use sqlx::{Error, Row as _};

use crate::record::Record;
use crate::store::{Claimed, DeadRecord, Delivery, Lease, Outcome, Settlement};

/// Settlements as the parameters of `plain_outbox.settle`.
#[derive(Default)]
pub(super) struct SettlementColumns {
    pub(super) ids: Vec<i64>,
    pub(super) generations: Vec<i32>,
    pub(super) outcomes: Vec<&'static str>,
    pub(super) delays: Vec<i64>,
    pub(super) reasons: Vec<String>,
}

impl SettlementColumns {
    pub(super) fn new(settlements: &[Settlement]) -> Self {
        let mut columns = Self::default();
        for Settlement { lease, outcome } in settlements {
            let (name, delay, reason) = match outcome {
                Outcome::Delivered => ("delivered", Duration::ZERO, String::new()),
                Outcome::Retry { after, counts } => {
                    let name = if *counts { "retry" } else { "retry_uncounted" };
                    (name, *after, String::new())
                }
                // PostgreSQL has no text with this character.
                Outcome::Dead { reason } => ("dead", Duration::ZERO, reason.replace('\0', "")),
            };
            columns.ids.push(lease.id);
            columns.generations.push(lease.generation);
            columns.outcomes.push(name);
            columns.delays.push(micros(delay));
            columns.reasons.push(reason);
        }
        columns
    }
}

/// The row of `plain_outbox.claim`, which has an array for each property of the events.
pub(super) fn claimed(row: &PgRow) -> Result<Claimed, Error> {
    let generations: Vec<i32> = list(row, "generations")?;
    let attempts: Vec<i32> = list(row, "attempts")?;
    let enqueued: Vec<i64> = list(row, "enqueued")?;
    let waits: Vec<i64> = list(row, "waits")?;
    let messages: Vec<Option<String>> = list(row, "messages")?;
    let keys: Vec<String> = list(row, "ordering_keys")?;
    let opens_in: Option<i64> = row.try_get("opens_in")?;
    let ids = list(row, "ids")?.into_iter();
    let rest = generations.into_iter().zip(attempts).zip(enqueued);
    let texts = waits.into_iter().zip(messages).zip(keys);
    let events = ids.zip(rest).zip(texts);
    let deliveries = events.map(|((id, ((generation, attempt), enqueued)), text)| {
        let ((wait, message), key) = text;
        Delivery {
            lease: Lease { id, generation },
            record: record(message.as_deref(), key),
            enqueued_at: time(enqueued),
            attempt: u32::try_from(attempt).unwrap_or(1),
            send_in: duration(wait),
        }
    });
    Ok(Claimed {
        deliveries: deliveries.collect(),
        next_after: row.try_get("next_after")?,
        budget_opens_in: opens_in.map(duration),
        is_complete: row.try_get("is_complete")?,
    })
}

/// A row of `plain_outbox.dead_letters`.
pub(super) fn dead(row: &PgRow) -> Result<DeadRecord, Error> {
    let message: Option<String> = row.try_get("message")?;
    let attempts: i32 = row.try_get("attempts")?;
    Ok(DeadRecord {
        id: row.try_get("id")?,
        record: record(message.as_deref(), row.try_get("ordering_key")?),
        enqueued_at: time(row.try_get("enqueued")?),
        died_at: time(row.try_get("died")?),
        attempts: u32::try_from(attempts).unwrap_or_default(),
        reason: row.try_get("reason")?,
    })
}

/// An array of a row. A null array is empty.
fn list<T>(row: &PgRow, column: &str) -> Result<Vec<T>, Error>
where
    Option<Vec<T>>: for<'r> sqlx::Decode<'r, sqlx::Postgres> + sqlx::Type<sqlx::Postgres>,
{
    let list: Option<Vec<T>> = row.try_get(column)?;
    Ok(list.unwrap_or_default())
}

/// The record in a message. One that others wrote has empty fields, which the relay cannot decode.
fn record(message: Option<&str>, ordering_key: String) -> Record {
    let message: serde_json::Value =
        serde_json::from_str(message.unwrap_or_default()).unwrap_or_default();
    let text = |name: &str| message[name].as_str().unwrap_or_default().to_owned();
    let format = message["format"].as_i64();
    Record {
        kind: text("kind"),
        external_id: text("external_id"),
        ordering_key,
        format: format
            .and_then(|format| i32::try_from(format).ok())
            .unwrap_or(i32::MAX),
        event: text("event"),
    }
}

fn time(micros: i64) -> SystemTime {
    SystemTime::UNIX_EPOCH + duration(micros)
}

/// Longest time that the database adds to a date: a century.
const MAX_MICROS: i64 = 100 * 365 * 24 * 3_600 * 1_000_000;

/// A time in microseconds, rounded up, so that no request is sent early.
pub(super) fn micros(time: Duration) -> i64 {
    let micros = time.as_nanos().div_ceil(1_000);
    i64::try_from(micros).unwrap_or(i64::MAX).min(MAX_MICROS)
}

pub(super) fn duration(micros: i64) -> Duration {
    Duration::from_micros(number(micros))
}

pub(super) fn number(count: i64) -> u64 {
    u64::try_from(count).unwrap_or_default()
}

pub(super) fn integer(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
