//! One suite for all stores: each test runs with every one of them, see `stores!`.
#![expect(clippy::unwrap_used, reason = "a failed expectation fails the test")]

/// Runs each of these functions as a test with every store. A function takes a `Fixture`.
macro_rules! stores {
    (flavor = $flavor:tt; $($test:ident),* $(,)?) => {
        mod memory {
            $(
                #[tokio::test(flavor = $flavor)]
                async fn $test() {
                    let database = crate::database::Database::memory();
                    super::$test(crate::fixture::Fixture::start(database).await).await;
                }
            )*
        }

        databases!(flavor = $flavor; $($test),*);
    };
    ($($test:ident),* $(,)?) => {
        stores!(flavor = "current_thread"; $($test),*);
    };
}

/// The same with every store that has SQL.
macro_rules! databases {
    (flavor = $flavor:tt; $($test:ident),* $(,)?) => {
        files!(flavor = $flavor; $($test),*);
        servers!(flavor = $flavor; $($test),*);
    };
}

/// The same with SQLite.
macro_rules! files {
    (flavor = $flavor:tt; $($test:ident),* $(,)?) => {
        #[cfg(feature = "sqlite")]
        mod sqlite {
            $(
                #[tokio::test(flavor = $flavor)]
                async fn $test() {
                    let database = crate::database::Database::sqlite().await;
                    super::$test(crate::fixture::Fixture::start(database).await).await;
                }
            )*
        }
    };
}

/// The same with PostgreSQL.
macro_rules! servers {
    (flavor = $flavor:tt; $($test:ident),* $(,)?) => {
        #[cfg(feature = "postgres")]
        mod postgres {
            $(
                #[tokio::test(flavor = $flavor)]
                #[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
                async fn $test() {
                    let database = crate::database::Database::postgres().await;
                    super::$test(crate::fixture::Fixture::start(database).await).await;
                }
            )*
        }
    };
}

mod background;
#[cfg(feature = "sqlite")]
mod damage;
mod database;
mod dead_letters;
mod duplicates;
mod fixture;
mod gate;
mod leases;
mod log;
mod order;
#[cfg(feature = "sqlite")]
mod outage;
mod outcomes;
mod pace;
#[cfg(feature = "postgres")]
mod postgres;
mod purge;
mod rate;
#[cfg(feature = "postgres")]
mod restart;
#[cfg(feature = "sqlite")]
mod schema;
mod secrets;
#[cfg(feature = "sqlite")]
mod sqlite;
#[cfg(feature = "sqlite")]
mod transaction;
#[cfg(feature = "sqlite")]
mod transactions;
#[cfg(feature = "sqlite")]
mod undecodable;
mod verification;
mod waits;
