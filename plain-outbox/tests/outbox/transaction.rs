//! A transaction of the application.

use plain_outbox::{Error, Outbox, OutboxEvent, Receipt};
#[cfg(feature = "postgres")]
use sqlx::Postgres;
use sqlx::{AssertSqlSafe, Sqlite, Transaction};

pub(crate) enum AppTransaction {
    Sqlite(Transaction<'static, Sqlite>),
    #[cfg(feature = "postgres")]
    Postgres(Transaction<'static, Postgres>),
}

impl AppTransaction {
    pub(crate) async fn enqueue<E, Kind>(
        &mut self,
        outbox: &Outbox,
        event: &E,
    ) -> Result<Receipt, Error>
    where
        E: OutboxEvent<Kind>,
    {
        match self {
            Self::Sqlite(transaction) => outbox.enqueue_in(transaction, event).await,
            #[cfg(feature = "postgres")]
            Self::Postgres(transaction) => outbox.enqueue_in(transaction, event).await,
        }
    }

    pub(crate) async fn insert_account(&mut self) {
        self.run("INSERT INTO accounts (id) VALUES (1)").await;
    }

    pub(crate) async fn run(&mut self, sql: &str) {
        let query = sqlx::raw_sql(AssertSqlSafe(sql));
        match self {
            Self::Sqlite(transaction) => {
                query.execute(&mut **transaction).await.unwrap();
            }
            #[cfg(feature = "postgres")]
            Self::Postgres(transaction) => {
                query.execute(&mut **transaction).await.unwrap();
            }
        }
    }

    pub(crate) async fn commit(self) {
        match self {
            Self::Sqlite(transaction) => transaction.commit().await.unwrap(),
            #[cfg(feature = "postgres")]
            Self::Postgres(transaction) => transaction.commit().await.unwrap(),
        }
    }

    pub(crate) async fn roll_back(self) {
        match self {
            Self::Sqlite(transaction) => transaction.rollback().await.unwrap(),
            #[cfg(feature = "postgres")]
            Self::Postgres(transaction) => transaction.rollback().await.unwrap(),
        }
    }

    /// Gives an event the lowest ID, as if its transaction had begun before all others: where only one
    /// transaction writes at a time, none could.
    pub(crate) async fn predate(&mut self, external_id: &str) {
        match self {
            Self::Sqlite(_) => {
                self.run(&format!(
                    "UPDATE plain_outbox_events SET id = -id WHERE external_id = '{external_id}'"
                ))
                .await;
            }
            #[cfg(feature = "postgres")]
            Self::Postgres(_) => panic!("a transaction that begins first has the lowest ID"),
        }
    }
}
