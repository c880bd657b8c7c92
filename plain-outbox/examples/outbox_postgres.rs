//! An outbox in PostgreSQL: an upgrade of a subscription and the event about it are recorded in one transaction of
//! sqlx. Either both exist, or neither does, and a relay delivers the event.
//!
//! ```sh
//! export DATABASE_URL=postgres://postgres@127.0.0.1:5433/postgres
//! cargo run -p plain-outbox --features postgres --example outbox_postgres
//! ```
//!
//! A server for it, with the programs of PostgreSQL 14 or newer and not as root:
//!
//! ```sh
//! initdb --pgdata /tmp/outbox-example --username postgres
//! pg_ctl --pgdata /tmp/outbox-example --log /tmp/outbox-example/log --options "-p 5433" start
//! pg_ctl --pgdata /tmp/outbox-example stop
//! ```
//!
//! With `PLAIN_API_KEY`, the event goes to your workspace, and otherwise to a local sandbox. A run records an upgrade,
//! and fails to record it again and to record one whose event is invalid:
//!
//! ```text
//! Upgrade ..: recorded
//! Upgrade ..: ..duplicate key..
//! Upgrade ..: ..customer_identifier.email_address..
//! Events that wait: 0, dead letters: 0
//! ```

use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;

use plain_outbox::Outbox;
use plain_runtime::CustomerEvent;
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;

#[path = "../../examples/support/mod.rs"]
mod support;

/// An upgrade, and the event that says so.
#[derive(CustomerEvent)]
#[customer_event(
    title = "Upgraded to {plan}",
    customer_identifier = email_address(email),
    components = [
        row(main_content = [text("{seats} seats")], aside_content = [badge("{plan}", color = Green)]),
    ],
    external_id = "upgrade-{id}",
)]
struct Upgrade {
    id: i64,
    email: String,
    plan: String,
    seats: i32,
}

#[tokio::main]
async fn main() -> ExitCode {
    support::report(run().await)
}

async fn run() -> Result<(), Box<dyn Error>> {
    let url = support::database_url()?;
    let pool = PgPoolOptions::new()
        .acquire_timeout(Duration::from_secs(5))
        .connect(&url)
        .await
        // Without the URL, which may have a password.
        .map_err(|error| format!("cannot connect to the database of DATABASE_URL: {error}"))?;
    let outbox = open(&pool).await?;
    let (client, _sandbox) = support::connect().await?;
    let relay = outbox.relay(client).start()?;

    let upgrade = Upgrade {
        id: next_id(&pool).await?,
        email: "jane@acme.com".to_owned(),
        plan: "Team".to_owned(),
        seats: 12,
    };
    record(&pool, &outbox, &upgrade).await?;
    println!("Upgrade {}: recorded", upgrade.id);

    // A second event with an external ID that exists is not recorded, and the row is refused by its key.
    match record(&pool, &outbox, &upgrade).await {
        Ok(()) => println!("Upgrade {}: recorded twice", upgrade.id),
        Err(error) => println!("Upgrade {}: {error}", upgrade.id),
    }
    // The event is invalid: the row is rolled back, too.
    let upgrade = Upgrade {
        id: upgrade.id + 1,
        email: "jane".to_owned(),
        ..upgrade
    };
    match record(&pool, &outbox, &upgrade).await {
        Ok(()) => println!("Upgrade {}: recorded", upgrade.id),
        Err(error) => println!("Upgrade {}: {error}", upgrade.id),
    }

    // Waits until what was recorded is delivered. Events that are left are delivered after the next start.
    relay.shutdown(Duration::from_secs(10)).await?;
    let stats = outbox.stats().await?;
    println!(
        "Events that wait: {}, dead letters: {}",
        stats.pending, stats.dead
    );
    Ok(())
}

/// Creates the table of the application, and opens the outbox in its database.
async fn open(pool: &PgPool) -> Result<Outbox, Box<dyn Error>> {
    let table = "CREATE TABLE IF NOT EXISTS upgrades \
                 (id bigint PRIMARY KEY, email text NOT NULL, plan text NOT NULL, seats integer NOT NULL)";
    sqlx::query(table).execute(pool).await?;
    // At the first time, it installs pgmq, which the owner of the database may do.
    Ok(Outbox::postgres(pool.clone()).await?)
}

async fn next_id(pool: &PgPool) -> Result<i64, sqlx::Error> {
    let sql = "SELECT coalesce(max(id), 0) + 1 FROM upgrades";
    sqlx::query_scalar(sql).fetch_one(pool).await
}

/// Records an upgrade and its event: both, or neither after any error.
async fn record(pool: &PgPool, outbox: &Outbox, upgrade: &Upgrade) -> Result<(), Box<dyn Error>> {
    // Rolled back when dropped, unless it is committed.
    let mut tx = pool.begin().await?;
    sqlx::query("INSERT INTO upgrades (id, email, plan, seats) VALUES ($1, $2, $3, $4)")
        .bind(upgrade.id)
        .bind(&upgrade.email)
        .bind(&upgrade.plan)
        .bind(upgrade.seats)
        .execute(&mut *tx)
        .await?;
    outbox.enqueue_in(&mut tx, upgrade).await?;
    tx.commit().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use plain_postgres_tests::PostgresServer;
    use plain_sandbox::Sandbox;

    use super::*;

    fn upgrade(id: i64, email: &str) -> Upgrade {
        Upgrade {
            id,
            email: email.to_owned(),
            plan: "Team".to_owned(),
            seats: 12,
        }
    }

    #[tokio::test]
    #[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
    async fn upgrades_and_events_are_recorded_together() -> Result<(), Box<dyn Error>> {
        let server = PostgresServer::start_new()?;
        let pool = PgPool::connect(&server.url("app")).await?;
        let outbox = open(&pool).await?;
        record(&pool, &outbox, &upgrade(1, "jane@acme.com")).await?;
        for failing in [upgrade(1, "jane@acme.com"), upgrade(2, "jane")] {
            record(&pool, &outbox, &failing).await.unwrap_err();
        }
        assert_eq!(next_id(&pool).await?, 2);
        assert_eq!(outbox.stats().await?.pending, 1);

        let sandbox = Sandbox::start().await;
        let relay = outbox.relay(sandbox.client());
        assert_eq!(relay.deliver_due().await?.delivered, 1);
        let events = sandbox.expect_events(1, |event| event.title == "Upgraded to Team");
        assert_eq!(events[0].external_id.as_deref(), Some("upgrade-1"));
        Ok(())
    }
}
