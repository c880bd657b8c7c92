//! The program `plain-outbox`, as real processes, with an SQLite file and a sandbox.
#![cfg(all(feature = "cli", feature = "sqlite"))]
#![expect(clippy::unwrap_used, reason = "a failed expectation fails the test")]

mod configuration;
mod options;
mod postgres;
mod program;
mod proxy;
mod readme;
mod relay;
mod repair;
mod status;

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use plain_outbox::{Outbox, OutboxBuilder};
use plain_runtime::client::Clock;
use plain_runtime::{CreateCustomerEventInput, customer_event};
use plain_sandbox::Sandbox;
use tempfile::TempDir;

use crate::program::Program;

/// Limit of waits that end much earlier if the program works.
const LIMIT: Duration = Duration::from_mins(1);

/// A database file, and the commands that use it.
struct Database(TempDir);

impl Database {
    /// A folder without the file.
    fn missing() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    async fn new() -> Self {
        let database = Self::missing();
        database.outbox().await;
        database
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("events.db")
    }

    fn url(&self) -> String {
        url(&self.path())
    }

    async fn outbox(&self) -> Outbox {
        self.open(Outbox::builder()).await
    }

    /// An outbox that enqueues events some time ago.
    async fn outbox_of(&self, ago: Duration) -> Outbox {
        let clock = Clock::manual(SystemTime::now() - ago);
        self.open(Outbox::builder().clock(clock)).await
    }

    async fn open(&self, builder: OutboxBuilder) -> Outbox {
        builder.sqlite(self.path()).await.unwrap()
    }

    fn command(&self, arguments: &[&str]) -> Program {
        Program::new()
            .arguments(arguments)
            .arguments(["--database", &self.url()])
    }

    /// A relay that delivers to a sandbox.
    fn relay(&self, sandbox: &Sandbox) -> Program {
        self.command(&["relay"])
            .variable("PLAIN_API_KEY", sandbox.api_key())
            .variable("PLAIN_API_URL", sandbox.url())
    }

    /// Runs a statement beside the program.
    fn execute(&self, sql: &str) {
        let connection = rusqlite::Connection::open(self.path()).unwrap();
        connection.execute(sql, ()).unwrap();
    }
}

fn url(path: &Path) -> String {
    format!("sqlite://{}", path.display())
}

/// An event of a customer, whom the sandbox knows if the name is jane.
fn event(customer: &str, external_id: &str) -> CreateCustomerEventInput {
    let email = format!("{customer}@acme.com");
    customer_event!(
        title = "Signed in as {customer}",
        customer_identifier = email_address(email),
        components = [text("Confidential text")],
        external_id = external_id,
    )
}
