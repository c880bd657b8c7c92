//! An application that uses PostgreSQL through tokio-postgres, without sqlx. An order and the event about it are
//! recorded in one transaction: `enqueue_statement` hands out the SQL and its parameters. A relay in the same
//! process delivers the event to a local sandbox.
//!
//! ```sh
//! export DATABASE_URL=postgres://postgres@127.0.0.1:5433/postgres
//! cargo run -p plain-outbox --features postgres --example tokio_postgres
//! ```
//!
//! The example `outbox_postgres` says how to start a server.
//!
//! ```text
//! order .. is placed
//! order .. was placed before
//! Plain has the event: Order placed
//! ```

use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;

use plain_outbox::{Outbox, StatementParameter};
use plain_runtime::CustomerEvent;
use plain_sandbox::Sandbox;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, NoTls, Transaction};

#[path = "../../examples/support/mod.rs"]
mod support;

/// An order, and the event that says that it was placed.
#[derive(CustomerEvent)]
#[customer_event(
    title = "Order placed",
    customer_identifier = email_address(email),
    external_id = "order-{id}",
    components = [text("Order **{id}** of {items} items.")],
)]
struct Order {
    id: i64,
    email: String,
    items: i32,
}

#[tokio::main]
async fn main() -> ExitCode {
    support::report(run().await)
}

async fn run() -> Result<(), Box<dyn Error>> {
    let url = support::database_url()?;
    let sandbox = Sandbox::start().await;
    let outbox = Outbox::connect(&url).await?;
    let relay = outbox.relay(sandbox.client()).start()?;
    let mut client = connect(&url).await?;
    let order = Order {
        id: next_id(&client).await?,
        email: "jane@acme.com".to_owned(),
        items: 3,
    };
    for _ in 0..2 {
        if place(&mut client, &outbox, &order).await? {
            println!("order {} is placed", order.id);
        } else {
            println!("order {} was placed before", order.id);
        }
    }
    relay.shutdown(Duration::from_secs(5)).await?;
    for event in sandbox.events() {
        println!("Plain has the event: {}", event.title);
    }
    Ok(())
}

async fn connect(url: &str) -> Result<Client, tokio_postgres::Error> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    // Ends with the client.
    tokio::spawn(connection);
    let table = "CREATE TABLE IF NOT EXISTS orders (id bigint PRIMARY KEY, items integer NOT NULL)";
    client.batch_execute(table).await?;
    Ok(client)
}

async fn next_id(client: &Client) -> Result<i64, tokio_postgres::Error> {
    let sql = "SELECT coalesce(max(id), 0) + 1 FROM orders";
    client.query_one(sql, &[]).await?.try_get(0)
}

/// Stores an order and its event: both or neither. Says whether the order is new.
async fn place(
    client: &mut Client,
    outbox: &Outbox,
    order: &Order,
) -> Result<bool, Box<dyn Error>> {
    // Without a commit, the transaction is rolled back.
    let transaction = client.transaction().await?;
    let sql = "INSERT INTO orders (id, items) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    transaction.execute(sql, &[&order.id, &order.items]).await?;
    let is_new = enqueue(&transaction, outbox, order).await?;
    transaction.commit().await?;
    Ok(is_new)
}

/// Records the event of an order in a transaction. Says whether it is new.
async fn enqueue(
    transaction: &Transaction<'_>,
    outbox: &Outbox,
    order: &Order,
) -> Result<bool, Box<dyn Error>> {
    let statement = outbox.enqueue_statement(order)?;
    let parameters: Vec<_> = statement.parameters.iter().map(parameter).collect();
    let row = transaction.query_one(statement.sql, &parameters).await?;
    Ok(row.try_get(0)?)
}

fn parameter(parameter: &StatementParameter) -> &(dyn ToSql + Sync) {
    match parameter {
        StatementParameter::Text(text) => text,
        StatementParameter::Integer(number) => number,
    }
}

#[cfg(test)]
mod tests {
    use plain_postgres_tests::PostgresServer;

    use super::{Order, Outbox, Sandbox, connect, enqueue, place};

    fn order(id: i64) -> Order {
        Order {
            id,
            email: "jane@acme.com".to_owned(),
            items: 1,
        }
    }

    #[tokio::test]
    #[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
    async fn orders_and_events_are_recorded_together() -> Result<(), Box<dyn std::error::Error>> {
        let server = PostgresServer::start_new()?;
        let url = server.url("app");
        let outbox = Outbox::connect(&url).await?;
        let mut client = connect(&url).await?;
        assert!(place(&mut client, &outbox, &order(1)).await?);
        // A duplicate leaves the transaction usable.
        let transaction = client.transaction().await?;
        assert!(!enqueue(&transaction, &outbox, &order(1)).await?);
        assert!(enqueue(&transaction, &outbox, &order(2)).await?);
        transaction.rollback().await?;
        assert_eq!(outbox.stats().await?.pending, 1);
        assert!(place(&mut client, &outbox, &order(2)).await?);
        assert!(!place(&mut client, &outbox, &order(2)).await?);

        let sandbox = Sandbox::start().await;
        let relay = outbox.relay(sandbox.client());
        assert_eq!(relay.deliver_due().await?.delivered, 2);
        sandbox.expect_events(2, |event| event.title == "Order placed");
        assert!(!place(&mut client, &outbox, &order(1)).await?, "delivered");
        Ok(())
    }
}
