//! The events in PostgreSQL, in a queue of pgmq.
//!
//! Every operation is one call of a function in the schema `plain_outbox`, so a claim and a batch of
//! settlements need one round trip each. The functions run with the privileges of the role that installed
//! them. Time is the clock of the database.

mod connect;
mod error;
mod migrate;
mod privileges;
mod row;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgExecutor, PgPool, PgRow};
use sqlx::{PgConnection, Row as _};

use self::error::{database_error, repeat};
use self::privileges::Access;
use self::row::{duration, integer, micros, number};
use super::{
    ClaimRequest, Claimed, Counts, DeadRecord, DeadSelection, Gauges, Settlement, Store,
    StoreFuture,
};
use crate::error::Error;
use crate::pace::{HORIZON, Pace};
use crate::record::Record;
use crate::statement::{EnqueueStatement, StatementParameter};

pub(crate) use self::connect::connect;
pub(crate) use self::migrate::open;

/// Name of the engine.
pub(crate) const ENGINE: &str = "postgresql";

/// Records one event. The parameters are the fields of a [`Record`].
const ENQUEUE: &str = "SELECT plain_outbox.enqueue($1, $2, $3, $4, $5)";

/// Records several events, in their order. It needs no other privilege.
const ENQUEUE_ALL: &str =
    "SELECT plain_outbox.enqueue(r.kind, r.external_id, r.ordering_key, r.format, r.event)
    FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[])
        WITH ORDINALITY AS r (kind, external_id, ordering_key, format, event, number)
    ORDER BY r.number";

/// Keeps events in PostgreSQL.
#[derive(Debug)]
pub(crate) struct PostgresStore {
    pool: PgPool,
    access: Access,
}

/// Records an event in the transaction of a connection.
pub(crate) async fn enqueue_in(
    connection: &mut PgConnection,
    record: &Record,
) -> Result<bool, Error> {
    enqueue(connection, record).await.map_err(database_error)
}

async fn enqueue(executor: impl PgExecutor<'_>, record: &Record) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar(ENQUEUE)
        .bind(&record.kind)
        .bind(&record.external_id)
        .bind(&record.ordering_key)
        .bind(i64::from(record.format))
        .bind(&record.event)
        .fetch_one(executor)
        .await
}

impl PostgresStore {
    async fn enqueue_all(&self, records: &[Record]) -> Result<Vec<bool>, sqlx::Error> {
        if let [record] = records {
            return Ok(vec![enqueue(&self.pool, record).await?]);
        }
        let texts = |field: fn(&Record) -> &str| records.iter().map(field).collect::<Vec<_>>();
        let formats: Vec<i64> = records.iter().map(|record| record.format.into()).collect();
        sqlx::query_scalar(ENQUEUE_ALL)
            .bind(texts(|record| &record.kind))
            .bind(texts(|record| &record.external_id))
            .bind(texts(|record| &record.ordering_key))
            .bind(formats)
            .bind(texts(|record| &record.event))
            .fetch_all(&self.pool)
            .await
    }

    async fn claim_rows(&self, request: &ClaimRequest) -> Result<Claimed, sqlx::Error> {
        let row = sqlx::query("SELECT * FROM plain_outbox.claim($1, $2, $3, $4, $5, $6, $7)")
            .bind(integer(request.max))
            .bind(micros(request.lease))
            .bind(&request.after)
            .bind(integer(request.max_keys))
            .bind(micros(request.pace.interval()))
            .bind(micros(request.pace.tolerance()))
            .bind(micros(HORIZON))
            .fetch_one(&self.pool)
            .await?;
        row::claimed(&row)
    }

    async fn settle_all(&self, settlements: &[Settlement]) -> Result<(), sqlx::Error> {
        let columns = row::SettlementColumns::new(settlements);
        sqlx::query("SELECT plain_outbox.settle($1, $2, $3, $4, $5)")
            .bind(columns.ids)
            .bind(columns.generations)
            .bind(columns.outcomes)
            .bind(columns.delays)
            .bind(columns.reasons)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Calls a function on dead letters.
    async fn call_on_dead(
        &self,
        sql: &'static str,
        selection: &DeadSelection,
    ) -> Result<u64, Error> {
        let ids = match selection {
            DeadSelection::All => None,
            DeadSelection::Ids(ids) => Some(ids),
        };
        let call = || sqlx::query_scalar(sql).bind(ids).fetch_one(&self.pool);
        repeat(call).await.map(number)
    }

    async fn count(&self) -> Result<Counts, sqlx::Error> {
        let row = sqlx::query("SELECT * FROM plain_outbox.counts()")
            .fetch_one(&self.pool)
            .await?;
        let count = |column: &str| row.try_get(column).map(number);
        let oldest: Option<i64> = row.try_get("oldest_pending")?;
        Ok(Counts {
            pending: count("pending")?,
            in_flight: count("in_flight")?,
            delivered: count("delivered")?,
            dead: count("dead")?,
            oldest_pending: oldest.map(duration),
        })
    }

    async fn read_gauges(&self) -> Result<Gauges, sqlx::Error> {
        let (pending, oldest): (i64, Option<i64>) =
            sqlx::query_as("SELECT pending, oldest_pending FROM plain_outbox.gauges()")
                .fetch_one(&self.pool)
                .await?;
        Ok(Gauges {
            pending: number(pending),
            oldest_pending: oldest.map(duration),
        })
    }

    async fn dead_letters(&self, limit: u32) -> Result<Vec<DeadRecord>, sqlx::Error> {
        let rows: Vec<PgRow> = sqlx::query("SELECT * FROM plain_outbox.dead_letters($1)")
            .bind(i64::from(limit))
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(row::dead).collect()
    }
}

impl Store for PostgresStore {
    fn enqueue<'a>(&'a self, records: &'a [Record]) -> StoreFuture<'a, Vec<bool>> {
        Box::pin(repeat(|| self.enqueue_all(records)))
    }

    fn enqueue_statement(&self, record: Record) -> Option<EnqueueStatement> {
        let Record {
            kind,
            external_id,
            ordering_key,
            format,
            event,
        } = record;
        let text = StatementParameter::Text;
        Some(EnqueueStatement {
            sql: ENQUEUE,
            parameters: vec![
                text(kind),
                text(external_id.clone()),
                text(ordering_key),
                StatementParameter::Integer(format.into()),
                text(event),
            ],
            external_id,
        })
    }

    fn reconnect(&self) -> Option<Arc<dyn Store>> {
        let options = PgConnectOptions::clone(&self.pool.connect_options());
        let pool = self.pool.options().clone().connect_lazy_with(options);
        let access = self.access.clone();
        Some(Arc::new(Self { pool, access }))
    }

    fn check_relay(&self) -> Result<(), Error> {
        self.access.check_relay()
    }

    fn claim<'a>(&'a self, request: &'a ClaimRequest) -> StoreFuture<'a, Claimed> {
        Box::pin(repeat(|| self.claim_rows(request)))
    }

    fn settle<'a>(&'a self, settlements: &'a [Settlement]) -> StoreFuture<'a, ()> {
        Box::pin(repeat(|| self.settle_all(settlements)))
    }

    fn draw_permit(&self, pace: Pace) -> StoreFuture<'_, Duration> {
        Box::pin(repeat(move || async move {
            let wait = sqlx::query_scalar("SELECT plain_outbox.draw_permit($1, $2)")
                .bind(micros(pace.interval()))
                .bind(micros(pace.tolerance()))
                .fetch_one(&self.pool)
                .await?;
            Ok(duration(wait))
        }))
    }

    fn pause(&self, time: Duration) -> StoreFuture<'_, ()> {
        Box::pin(repeat(move || async move {
            sqlx::query("SELECT plain_outbox.pause($1)")
                .bind(micros(time))
                .execute(&self.pool)
                .await?;
            Ok(())
        }))
    }

    fn newest(&self) -> StoreFuture<'_, i64> {
        Box::pin(repeat(|| {
            sqlx::query_scalar("SELECT plain_outbox.newest()").fetch_one(&self.pool)
        }))
    }

    fn pending_up_to(&self, id: i64) -> StoreFuture<'_, u64> {
        Box::pin(repeat(move || async move {
            let count = sqlx::query_scalar("SELECT plain_outbox.pending_up_to($1)")
                .bind(id)
                .fetch_one(&self.pool)
                .await?;
            Ok(number(count))
        }))
    }

    fn counts(&self) -> StoreFuture<'_, Counts> {
        Box::pin(repeat(|| self.count()))
    }

    fn gauges(&self) -> StoreFuture<'_, Gauges> {
        Box::pin(repeat(|| self.read_gauges()))
    }

    fn dead(&self, limit: u32) -> StoreFuture<'_, Vec<DeadRecord>> {
        Box::pin(repeat(move || self.dead_letters(limit)))
    }

    fn retry_dead<'a>(&'a self, selection: &'a DeadSelection) -> StoreFuture<'a, u64> {
        Box::pin(self.call_on_dead("SELECT plain_outbox.retry_dead($1)", selection))
    }

    fn discard_dead<'a>(&'a self, selection: &'a DeadSelection) -> StoreFuture<'a, u64> {
        Box::pin(self.call_on_dead("SELECT plain_outbox.discard_dead($1)", selection))
    }

    fn purge(&self, retention: Duration, limit: u32) -> StoreFuture<'_, u64> {
        Box::pin(repeat(move || async move {
            let purged = sqlx::query_scalar("SELECT plain_outbox.purge($1, $2)")
                .bind(micros(retention))
                .bind(i64::from(limit))
                .fetch_one(&self.pool)
                .await?;
            Ok(number(purged))
        }))
    }
}
