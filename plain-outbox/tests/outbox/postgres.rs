//! A PostgreSQL database that an outbox and the application share, with a clock that the test moves.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use plain_outbox::{Error, Outbox, OutboxBuilder};
use plain_postgres_tests::PostgresServer;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{AssertSqlSafe, Executor as _};

use crate::damage::Damage;
use crate::outage::Breaker;
use crate::transaction::AppTransaction;

/// The clock, which is stopped until the test moves it or gives it a factor.
const CLOCK: &str = "
    CREATE SCHEMA plain_test;
    CREATE TABLE plain_test.clock AS
        SELECT clock_timestamp() AS at, clock_timestamp() AS started_at, 0 AS factor;
    CREATE FUNCTION plain_test.now() RETURNS timestamptz LANGUAGE sql
        AS 'SELECT at + (clock_timestamp() - started_at) * factor FROM plain_test.clock';
    CREATE TABLE accounts (id integer);
";

/// Makes the functions of the outbox read that clock, in a database that several processes may open.
const USE_CLOCK: &str = "DO $$
    DECLARE
        definition text;
    BEGIN
        PERFORM pg_advisory_xact_lock(1);
        FOR definition IN
            SELECT pg_get_functiondef(oid) FROM pg_proc
                WHERE pronamespace = 'plain_outbox'::regnamespace AND prosrc LIKE '%clock_timestamp()%'
        LOOP
            EXECUTE replace(definition, 'clock_timestamp()', 'plain_test.now()');
            ALTER TABLE pgmq.q_plain_outbox ALTER enqueued_at SET DEFAULT plain_test.now();
        END LOOP;
    END $$";

pub(crate) struct PostgresDatabase {
    server: Arc<PostgresServer>,
    name: String,
    /// Connections of the application.
    pool: PgPool,
}

impl PostgresDatabase {
    pub(crate) async fn new() -> Self {
        // These tests crash no server, so commits need not wait for the disk.
        let settings = "synchronous_commit = off";
        Self::on(PostgresServer::shared().unwrap(), settings).await
    }

    /// A database of a server that the test may crash.
    pub(crate) async fn durable(server: Arc<PostgresServer>) -> Self {
        Self::on(server, "synchronous_commit = on").await
    }

    async fn on(server: Arc<PostgresServer>, settings: &str) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let name = format!("outbox_{}", NUMBER.fetch_add(1, Ordering::Relaxed));
        let maintenance = PgPool::connect(&server.url("app")).await.unwrap();
        for sql in [
            format!("CREATE DATABASE {name}"),
            format!("ALTER DATABASE {name} SET {settings}"),
        ] {
            let sql = sqlx::raw_sql(AssertSqlSafe(sql));
            maintenance.execute(sql).await.unwrap();
        }
        maintenance.close().await;
        let pool = PgPool::connect(&server.url(&name)).await.unwrap();
        let database = Self { server, name, pool };
        database.run(CLOCK).await;
        database
    }

    fn options(&self) -> PgConnectOptions {
        self.server.url(&self.name).parse().unwrap()
    }

    /// The connections belong to the current runtime.
    pub(crate) async fn open(&self, builder: OutboxBuilder) -> Result<Outbox, Error> {
        self.open_with(builder, PgPoolOptions::new().max_connections(5))
            .await
    }

    /// The same with other settings of the connections.
    pub(crate) async fn open_with(
        &self,
        builder: OutboxBuilder,
        pool: PgPoolOptions,
    ) -> Result<Outbox, Error> {
        self.open_in(builder, pool.connect_lazy_with(self.options()))
            .await
    }

    async fn open_in(&self, builder: OutboxBuilder, pool: PgPool) -> Result<Outbox, Error> {
        let outbox = builder.postgres(pool.clone()).await?;
        pool.execute(sqlx::raw_sql(USE_CLOCK)).await.unwrap();
        Ok(outbox)
    }

    pub(crate) async fn run(&self, sql: impl Into<String>) {
        let sql = sqlx::raw_sql(AssertSqlSafe(sql.into()));
        self.pool.execute(sql).await.unwrap();
    }

    pub(crate) async fn advance(&self, by: Duration) {
        let micros = by.as_micros();
        self.run(format!(
            "UPDATE plain_test.clock SET at = at + {micros} * interval '1 microsecond'"
        ))
        .await;
    }

    /// Makes the clock run at so many times the speed of time.
    pub(crate) async fn scale_clock(&self, factor: u32) {
        self.run(format!("UPDATE plain_test.clock SET factor = {factor}"))
            .await;
    }

    pub(crate) async fn begin(&self) -> AppTransaction {
        AppTransaction::Postgres(self.pool.begin().await.unwrap())
    }

    pub(crate) async fn count_accounts(&self) -> i64 {
        let count = sqlx::query_scalar("SELECT count(*) FROM accounts");
        count.fetch_one(&self.pool).await.unwrap()
    }

    pub(crate) async fn damage(&self, external_id: &str, damage: Damage) {
        let (field, value) = match damage {
            Damage::Event(json) => ("event", format!("to_jsonb('{json}'::text)")),
            Damage::Cut => {
                let event = "message ->> 'event'";
                let half = format!("to_jsonb(left({event}, length({event}) / 2))");
                ("event", half)
            }
            Damage::Kind(kind) => {
                self.run(format!(
                    "UPDATE plain_outbox.known SET kind = '{kind}' WHERE external_id = '{external_id}'"
                ))
                .await;
                ("kind", format!("to_jsonb('{kind}'::text)"))
            }
            Damage::Format(format) => ("format", format!("to_jsonb({format})")),
        };
        for table in ["pgmq.q_plain_outbox", "plain_outbox.dead"] {
            self.run(format!(
                "UPDATE {table} SET message = jsonb_set(message, '{{{field}}}', {value})
                    WHERE message ->> 'external_id' = '{external_id}'"
            ))
            .await;
        }
    }

    pub(crate) async fn set_version(&self, version: u32) {
        self.run(format!(
            "CREATE OR REPLACE FUNCTION plain_outbox.schema_version() RETURNS integer
                LANGUAGE sql IMMUTABLE AS 'SELECT {version}'"
        ))
        .await;
    }

    /// An outbox with one connection, which the test can break.
    pub(crate) async fn open_unreliable(&self, builder: OutboxBuilder) -> (Outbox, Breaker) {
        let options = self.options().options([("lock_timeout", "20ms")]);
        let pool = PgPoolOptions::new().max_connections(1);
        let pool = pool.connect_with(options).await.unwrap();
        let outbox = self.open_in(builder, pool.clone()).await.unwrap();
        let lock = self.pool.acquire().await.unwrap();
        (outbox, Breaker::Postgres { pool, lock })
    }
}
