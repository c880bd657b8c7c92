//! Inserts events.

use std::time::SystemTime;

use sqlx::SqliteConnection;

use super::error::database_error;
use super::transaction::to_micros;
use crate::error::Error;
use crate::record::Record;
use crate::statement::{EnqueueStatement, StatementParameter};

/// Inserts an event, unless one of the same kind has its external ID.
const INSERT: &str = "INSERT INTO plain_outbox_events \
    (kind, external_id, ordering_key, format, event, enqueued_at) \
    VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
    ON CONFLICT (kind, external_id) DO NOTHING";

/// Inserts an event; says whether it is new.
pub(crate) async fn insert(
    connection: &mut SqliteConnection,
    record: &Record,
    now: SystemTime,
) -> Result<bool, Error> {
    let inserted = sqlx::query(INSERT)
        .bind(&record.kind)
        .bind(&record.external_id)
        .bind(&record.ordering_key)
        .bind(record.format)
        .bind(&record.event)
        .bind(to_micros(now))
        .execute(connection)
        .await
        .map_err(database_error)?;
    Ok(inserted.rows_affected() > 0)
}

/// The same statement for another driver.
pub(super) fn statement(record: Record, now: SystemTime) -> EnqueueStatement {
    let external_id = record.external_id.clone();
    EnqueueStatement {
        sql: INSERT,
        parameters: vec![
            StatementParameter::Text(record.kind),
            StatementParameter::Text(record.external_id),
            StatementParameter::Text(record.ordering_key),
            StatementParameter::Integer(record.format.into()),
            StatementParameter::Text(record.event),
            StatementParameter::Integer(to_micros(now)),
        ],
        external_id,
    }
}
