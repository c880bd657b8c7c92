//! Crashes: relays that are killed, and a database that fails, lose no event, create none twice, and keep the
//! order of each customer.
//!
//! Writers in this process record events while relays, which are processes of `plain-outbox relay`, deliver
//! them to a sandbox with faults in 30 of 100 requests. `PLAIN_SOAK_EVENTS` sets the number of events,
//! `PLAIN_SOAK_SEED` the seed of the writers, the faults and the kills.
#![expect(clippy::unwrap_used, reason = "a failed expectation fails the test")]

mod application;
mod audit;
mod database;
mod faults;
mod pending;
mod plan;
mod progress;
mod relays;
mod run;
mod small_disk;
mod tally;
mod writers;

use crate::database::Database;

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_survives_killed_relays() {
    run::survive(Database::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "mounts a small file system, as root"]
async fn sqlite_survives_a_full_disk() {
    run::survive(Database::sqlite_on_small_disk()).await;
}

#[cfg(feature = "postgres")]
#[tokio::test(flavor = "multi_thread")]
#[ignore = "starts a PostgreSQL server"]
async fn postgres_survives_an_immediate_stop() {
    run::survive(Database::postgres()).await;
}
