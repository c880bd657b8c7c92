//! An outbox in SQLite, in a web service over axum that generates API keys. A key and the event about it are recorded
//! in one transaction: either both exist, or neither does. A relay in the same process delivers the event.
//!
//! ```sh
//! cargo run -p plain-outbox --example outbox_sqlite
//! cargo test -p plain-outbox --example outbox_sqlite
//! ```
//!
//! Prints a command to generate a key with. With `PLAIN_API_KEY`, the events go to your workspace, where the
//! customer must exist, and otherwise to a local sandbox, whose page shows them.
//!
//! ```text
//! Generate a key: curl http://127.0.0.1:../keys --json '{"email": "jane@acme.com", "name": "ci"}'
//! ```
//!
//! With PostgreSQL, the pool is a `PgPool`, the outbox is opened by `Outbox::postgres(pool)`, and the placeholders are
//! `$1`: see `outbox_postgres`.

use std::process::ExitCode;
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use plain_outbox::Outbox;
use plain_runtime::CustomerEvent;
use serde::{Deserialize, Serialize};
use sqlx::SqlitePool;
use sqlx::error::DatabaseError;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use tokio::net::TcpListener;

#[path = "../../examples/support/mod.rs"]
mod support;

/// Request for a key.
#[derive(Deserialize)]
struct NewKey {
    email: String,
    name: String,
}

/// A key, and the event that says that it was generated.
#[derive(Serialize, CustomerEvent)]
#[customer_event(
    title = "API key generated",
    customer_identifier = email_address(email),
    external_id = "api-key-{id}",
    components = [
        text("New API key **{name}**."),
        link_button("View in admin", "https://admin.example.com/keys/{id}"),
    ],
)]
struct ApiKey {
    id: i64,
    email: String,
    name: String,
}

#[derive(Clone)]
struct AppState {
    pool: SqlitePool,
    outbox: Outbox,
}

#[tokio::main]
async fn main() -> ExitCode {
    support::report(run().await)
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let (client, _sandbox) = support::connect().await?;
    let file = std::env::temp_dir().join("plain-outbox-example.db");
    let state = open(SqliteConnectOptions::new().filename(file)).await?;
    let relay = state.outbox.relay(client).start()?;

    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    println!(
        "Generate a key: curl http://{address}/keys --json '{{\"email\": \"jane@acme.com\", \"name\": \"ci\"}}'"
    );
    axum::serve(listener, app(state))
        .with_graceful_shutdown(async { tokio::signal::ctrl_c().await.unwrap_or_default() })
        .await?;
    // Events that are left are in the database, and are delivered after the next start.
    relay.shutdown(Duration::from_secs(5)).await?;
    Ok(())
}

/// Opens the database of the service, and the outbox in it.
async fn open(options: SqliteConnectOptions) -> Result<AppState, Box<dyn std::error::Error>> {
    let options = options
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(10));
    let pool = SqlitePool::connect_with(options).await?;
    sqlx::query(
        "CREATE TABLE IF NOT EXISTS api_keys \
         (id INTEGER PRIMARY KEY, email TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (email, name))",
    )
    .execute(&pool)
    .await?;
    let outbox = Outbox::sqlite_pool(pool.clone()).await?;
    Ok(AppState { pool, outbox })
}

fn app(state: AppState) -> Router {
    Router::new()
        .route("/keys", post(generate_key))
        .with_state(state)
}

async fn generate_key(
    State(state): State<AppState>,
    Json(request): Json<NewKey>,
) -> Result<(StatusCode, Json<ApiKey>), ServiceError> {
    // The transaction takes the write lock at its start, so that it cannot fail halfway on SQLite. After an
    // error it is rolled back, because it is dropped.
    let mut tx = state.pool.begin_with("BEGIN IMMEDIATE").await?;
    let id = sqlx::query_scalar("INSERT INTO api_keys (email, name) VALUES (?1, ?2) RETURNING id")
        .bind(&request.email)
        .bind(&request.name)
        .fetch_one(&mut *tx)
        .await?;
    let NewKey { email, name } = request;
    let key = ApiKey { id, email, name };
    state.outbox.enqueue_in(&mut tx, &key).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(key)))
}

/// Response to a request that failed.
struct ServiceError(StatusCode, String);

impl From<sqlx::Error> for ServiceError {
    fn from(error: sqlx::Error) -> Self {
        let database_error = error.as_database_error();
        if database_error.is_some_and(DatabaseError::is_unique_violation) {
            let text = "There is a key with this name already.";
            return Self(StatusCode::CONFLICT, text.to_owned());
        }
        Self::unavailable(&error)
    }
}

impl From<plain_outbox::Error> for ServiceError {
    fn from(error: plain_outbox::Error) -> Self {
        match error {
            // The text lists the violations.
            plain_outbox::Error::Invalid(error) => {
                Self(StatusCode::UNPROCESSABLE_ENTITY, error.to_string())
            }
            error => Self::unavailable(&error),
        }
    }
}

impl ServiceError {
    fn unavailable(error: &dyn std::error::Error) -> Self {
        eprintln!("{error}");
        let text = "The key was not generated. Please try again.";
        Self(StatusCode::SERVICE_UNAVAILABLE, text.to_owned())
    }
}

impl IntoResponse for ServiceError {
    fn into_response(self) -> Response {
        (self.0, self.1).into_response()
    }
}

#[cfg(test)]
mod tests {
    use plain_sandbox::Sandbox;

    use super::*;

    /// The service in a new database, with a sandbox to deliver to.
    struct Fixture {
        sandbox: Sandbox,
        state: AppState,
        url: String,
        _directory: tempfile::TempDir,
    }

    impl Fixture {
        async fn start() -> Self {
            let directory = tempfile::tempdir().unwrap();
            let file = directory.path().join("service.db");
            let state = open(SqliteConnectOptions::new().filename(file)).await;
            let state = state.unwrap();
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let url = format!("http://{}/keys", listener.local_addr().unwrap());
            tokio::spawn(axum::serve(listener, app(state.clone())).into_future());
            Self {
                sandbox: Sandbox::start().await,
                state,
                url,
                _directory: directory,
            }
        }

        async fn post(&self, email: &str, name: &str) -> u16 {
            let body = serde_json::json!({ "email": email, "name": name }).to_string();
            let request = reqwest::Client::new()
                .post(&self.url)
                .header("content-type", "application/json")
                .body(body);
            request.send().await.unwrap().status().as_u16()
        }

        async fn deliver(&self) -> u64 {
            let relay = self.state.outbox.relay(self.sandbox.client());
            relay.deliver_due().await.unwrap().delivered
        }

        async fn keys(&self) -> i64 {
            let count = sqlx::query_scalar("SELECT count(*) FROM api_keys");
            count.fetch_one(&self.state.pool).await.unwrap()
        }
    }

    #[tokio::test]
    async fn generated_key_is_an_event_in_plain() {
        let service = Fixture::start().await;
        assert_eq!(service.post("jane@acme.com", "ci *nightly*").await, 201);
        assert_eq!(service.deliver().await, 1);
        let is_generated = |it: &plain_sandbox::Event| it.title == "API key generated";
        let event = &service.sandbox.expect_events(1, is_generated)[0];
        assert_eq!(event.external_id.as_deref(), Some("api-key-1"));
        let components = event.input["components"].to_string();
        assert!(
            components.contains(r"New API key **ci \\*nightly\\***."),
            "{components}"
        );
    }

    #[tokio::test]
    async fn failed_request_leaves_neither_key_nor_event() {
        let service = Fixture::start().await;
        assert_eq!(service.post("jane@acme.com", "ci").await, 201);
        assert_eq!(service.post("jane@acme.com", "ci").await, 409);
        assert_eq!(service.post("jane", "ci").await, 422);
        assert_eq!(service.keys().await, 1);
        assert_eq!(service.deliver().await, 1);
        // The outbox fails.
        let rename = "ALTER TABLE plain_outbox_events RENAME TO hidden";
        sqlx::query(rename)
            .execute(&service.state.pool)
            .await
            .unwrap();
        assert_eq!(service.post("jane@acme.com", "staging").await, 503);
        assert_eq!(service.keys().await, 1);
    }
}
