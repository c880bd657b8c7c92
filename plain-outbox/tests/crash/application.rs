//! An application that records events beside its own changes.

use std::time::Duration;

use plain_outbox::{EnqueueTransaction, Outbox};
#[cfg(feature = "postgres")]
use sqlx::postgres::PgPoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{
    Connection, Database, Encode, Executor, IntoArguments, Pool, SqliteConnection, Transaction,
    Type,
};

#[cfg(feature = "postgres")]
use crate::pending::PENDING_POSTGRES;
use crate::pending::{PENDING_SQLITE, PendingEvent, PendingRow};
use crate::plan::{Step, Way};

pub(crate) type WriteError = Box<dyn std::error::Error + Send + Sync>;

/// A change of the application. It may be repeated: its commit may have succeeded unnoticed.
const CHANGE: &str = "INSERT INTO changes (number) VALUES ($1) ON CONFLICT DO NOTHING";

/// One process of an application, with connections of its own.
pub(crate) struct Application {
    pub(crate) outbox: Outbox,
    pool: AnyPool,
}

enum AnyPool {
    Sqlite(Pool<sqlx::Sqlite>),
    #[cfg(feature = "postgres")]
    Postgres(Pool<sqlx::Postgres>),
}

impl Application {
    pub(crate) async fn sqlite(path: &std::path::Path) -> Self {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(30));
        let pool = SqlitePoolOptions::new()
            .max_connections(2)
            .after_release(|connection, _| Box::pin(is_usable(connection)));
        let pool = pool.connect_with(options).await.unwrap();
        Self {
            outbox: Outbox::sqlite_pool(pool.clone()).await.unwrap(),
            pool: AnyPool::Sqlite(pool),
        }
    }

    #[cfg(feature = "postgres")]
    pub(crate) async fn postgres(url: &str) -> Self {
        // While the server is stopped, a writer waits this long, and then repeats its write.
        let pool = PgPoolOptions::new().acquire_timeout(Duration::from_secs(2));
        let pool = pool.connect(url).await.unwrap();
        Self {
            outbox: Outbox::postgres(pool.clone()).await.unwrap(),
            pool: AnyPool::Postgres(pool),
        }
    }

    pub(crate) async fn create_table(&self) {
        let table = "CREATE TABLE changes (number BIGINT PRIMARY KEY)";
        match &self.pool {
            AnyPool::Sqlite(pool) => drop(pool.execute(table).await.unwrap()),
            #[cfg(feature = "postgres")]
            AnyPool::Postgres(pool) => drop(pool.execute(table).await.unwrap()),
        }
    }

    /// Numbers of the changes that the database has.
    pub(crate) async fn changes(&self) -> Vec<i64> {
        let numbers = "SELECT number FROM changes ORDER BY number";
        match &self.pool {
            AnyPool::Sqlite(pool) => sqlx::query_scalar(numbers).fetch_all(pool).await.unwrap(),
            #[cfg(feature = "postgres")]
            AnyPool::Postgres(pool) => sqlx::query_scalar(numbers).fetch_all(pool).await.unwrap(),
        }
    }

    /// Events that are not delivered, the oldest first.
    pub(crate) async fn pending(&self) -> Result<Vec<PendingEvent>, WriteError> {
        let rows: Vec<PendingRow> = match &self.pool {
            AnyPool::Sqlite(pool) => sqlx::query_as(PENDING_SQLITE).fetch_all(pool).await?,
            #[cfg(feature = "postgres")]
            AnyPool::Postgres(pool) => sqlx::query_as(PENDING_POSTGRES).fetch_all(pool).await?,
        };
        Ok(rows.into_iter().map(PendingEvent::from).collect())
    }

    /// Rolls back a transaction with the event, if the step has one.
    pub(crate) async fn roll_back(&self, step: Step) -> Result<(), WriteError> {
        if matches!(step.way, Way::RollBack | Way::CommitAfterRollback) {
            self.transact(step, false).await?;
        }
        Ok(())
    }

    /// Records the event.
    pub(crate) async fn commit(&self, step: Step) -> Result<(), WriteError> {
        if step.way.changes() {
            return self.transact(step, true).await;
        }
        self.outbox.enqueue(&step.event()).await?;
        if step.way == Way::EnqueueTwice {
            let again = self.outbox.enqueue(&step.event()).await?;
            assert!(again.is_duplicate());
        }
        Ok(())
    }

    async fn transact(&self, step: Step, commits: bool) -> Result<(), WriteError> {
        match &self.pool {
            AnyPool::Sqlite(pool) => {
                let transaction = pool.begin_with("BEGIN IMMEDIATE").await?;
                change(&self.outbox, transaction, step, commits).await
            }
            #[cfg(feature = "postgres")]
            AnyPool::Postgres(pool) => {
                let transaction = pool.begin().await?;
                change(&self.outbox, transaction, step, commits).await
            }
        }
    }
}

/// Whether a connection has no transaction. sqlx believes that it has one after a commit that failed because the
/// disk was full, and would make savepoints of all later transactions.
async fn is_usable(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    // After the rollback of a transaction that was dropped.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

/// Records a change and its event, or neither.
async fn change<'a, Db>(
    outbox: &Outbox,
    mut transaction: Transaction<'a, Db>,
    step: Step,
    commits: bool,
) -> Result<(), WriteError>
where
    Db: Database,
    Transaction<'a, Db>: EnqueueTransaction,
    for<'c> &'c mut Db::Connection: Executor<'c, Database = Db>,
    Db::Arguments: IntoArguments<Db>,
    for<'q> i64: Encode<'q, Db> + Type<Db>,
{
    let number = i64::from(step.number);
    let change = sqlx::query::<Db>(CHANGE).bind(number);
    change.execute(&mut *transaction).await?;
    outbox.enqueue_in(&mut transaction, &step.event()).await?;
    if commits {
        transaction.commit().await?;
    } else {
        transaction.rollback().await?;
    }
    Ok(())
}
