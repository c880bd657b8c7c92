//! A server of PostgreSQL that stops while a relay runs, and starts again.

use std::sync::Arc;
use std::time::Duration;

use plain_postgres_tests::PostgresServer;
use sqlx::postgres::PgPoolOptions;

use crate::database::Database;
use crate::fixture::{Fixture, LIMIT};
use crate::gate::Gate;
use crate::log::Log;
use crate::postgres::PostgresDatabase;

/// Events of each customer.
const EVENTS: u32 = 20;

const GOES_ON: &str = "the outbox's database failed; the relay goes on";

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn a_relay_delivers_everything_after_a_crash_of_the_server() {
    let server = Arc::new(PostgresServer::start_new().unwrap());
    let database = PostgresDatabase::durable(Arc::clone(&server)).await;
    let fixture = Fixture::start(Database::Postgres(database)).await;
    for number in 1..=EVENTS {
        fixture.enqueue("jane", number).await;
        fixture.enqueue("joe", number).await;
    }
    let Database::Postgres(database) = &fixture.database else {
        unreachable!("it is the database of the server");
    };
    // A connection that is refused is an error soon.
    let pool = PgPoolOptions::new().acquire_timeout(Duration::from_secs(1));
    let outbox = database.open_with(fixture.builder(), pool).await.unwrap();
    let gate = Gate::before(&fixture.sandbox).await;
    let (log, _guard) = Log::capture();
    let relay = outbox.relay(fixture.client_through(&gate)).start().unwrap();
    // The first events are sent, and their outcomes are recorded after the crash.
    gate.wait_for(2).await;
    server.stop_immediately().unwrap();
    gate.open();
    // It backs off, and fails again.
    log.wait_for_count(GOES_ON, 2).await;
    assert!(fixture.titles().len() <= 2, "{:?}", fixture.titles());
    server.start().unwrap();
    relay.shutdown(LIMIT).await.unwrap();
    for customer in ["jane", "joe"] {
        let numbers: Vec<u32> = (1..=EVENTS).collect();
        assert_eq!(fixture.numbers(customer), numbers, "{customer}");
    }
}
