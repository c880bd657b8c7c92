//! Opening SQLite databases, and recording events in transactions of the application.
#![cfg(feature = "sqlite")]
#![expect(clippy::unwrap_used, reason = "a failed expectation fails the test")]

use std::time::Duration;

use plain_outbox::{Error, Outbox, RecordedEvent, StatementParameter};
use plain_runtime::{CustomerEvent, customer_event};
use rusqlite::types::Value;
use sqlx::SqlitePool;
use sqlx::sqlite::SqlitePoolOptions;

fn event(external_id: &str) -> RecordedEvent {
    let event = customer_event!(
        title = "Signed in",
        customer_identifier = email_address("jane@acme.com"),
        components = [text("From a new device.")],
        external_id = external_id,
    );
    RecordedEvent::Customer(event.customer_event())
}

/// A database of an application, with one table.
async fn pool() -> SqlitePool {
    let pool = SqlitePoolOptions::new().max_connections(1);
    let pool = pool.connect("sqlite::memory:").await.unwrap();
    let table = sqlx::query("CREATE TABLE accounts (id INTEGER)");
    table.execute(&pool).await.unwrap();
    pool
}

async fn count(pool: &SqlitePool, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(pool).await.unwrap()
}

#[tokio::test]
async fn event_and_change_are_committed_or_neither() {
    let pool = pool().await;
    let outbox = Outbox::sqlite_pool(pool.clone()).await.unwrap();
    for (id, commits) in [("1", false), ("1", true), ("2", true)] {
        let mut tx = pool.begin().await.unwrap();
        let receipt = outbox.enqueue_in(&mut tx, &event(id)).await.unwrap();
        assert!(!receipt.is_duplicate());
        let again = outbox.enqueue_in(&mut *tx, &event(id)).await.unwrap();
        assert!(again.is_duplicate());
        let insert = sqlx::query("INSERT INTO accounts VALUES (1)");
        insert.execute(&mut *tx).await.unwrap();
        if commits {
            tx.commit().await.unwrap();
        } else {
            tx.rollback().await.unwrap();
        }
    }
    assert_eq!(count(&pool, "SELECT count(*) FROM accounts").await, 2);
    assert_eq!(outbox.stats().await.unwrap().pending, 2);
    assert!(outbox.enqueue(&event("2")).await.unwrap().is_duplicate());
}

#[tokio::test]
async fn invalid_event_leaves_the_transaction_usable() {
    let pool = pool().await;
    let outbox = Outbox::sqlite_pool(pool.clone()).await.unwrap();
    let mut tx = pool.begin().await.unwrap();
    let error = outbox.enqueue_in(&mut tx, &event(" ")).await.unwrap_err();
    assert!(matches!(error, Error::Invalid(_)));
    outbox.enqueue_in(&mut tx, &event("1")).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_pool_without_a_free_connection_is_explained() {
    let pool = SqlitePoolOptions::new().max_connections(1);
    let pool = pool.acquire_timeout(Duration::from_millis(20));
    let pool = pool.connect("sqlite::memory:").await.unwrap();
    let outbox = Outbox::sqlite_pool(pool.clone()).await.unwrap();
    let mut tx = pool.begin().await.unwrap();
    let error = outbox.enqueue(&event("1")).await.unwrap_err();
    assert!(matches!(error, Error::Database(_)));
    let help = "; help: in a transaction, record with `enqueue_in`";
    assert!(error.to_string().contains(help), "{error}");
    outbox.enqueue_in(&mut tx, &event("1")).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(outbox.stats().await.unwrap().pending, 1);
}

#[tokio::test]
async fn transaction_of_another_database_is_an_error() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("outbox.db");
    let outbox = Outbox::sqlite(&path).await.unwrap();
    let pool = pool().await;
    let mut tx = pool.begin().await.unwrap();
    let error = outbox.enqueue_in(&mut tx, &event("1")).await.unwrap_err();
    assert!(matches!(error, Error::SchemaMissing));
    assert!(error.to_string().contains("plain-outbox migrate"));
    let memory = Outbox::in_memory();
    let error = memory.enqueue_in(&mut tx, &event("1")).await.unwrap_err();
    assert!(error.to_string().contains("memory"), "{error}");
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn statement_records_an_event_through_rusqlite() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("outbox.db");
    let url = format!("sqlite://{}", path.display());
    let outbox = Outbox::connect(&url).await.unwrap();
    let statement = outbox.enqueue_statement(&event("1")).unwrap();
    assert_eq!(statement.external_id, "1");
    assert!(!format!("{statement:?}").contains("jane"));
    let parameters = statement.parameters.into_iter().map(|it| match it {
        StatementParameter::Text(text) => Value::Text(text),
        StatementParameter::Integer(number) => Value::Integer(number),
    });
    let parameters: Vec<_> = parameters.collect();
    let connection = rusqlite::Connection::open(&path).unwrap();
    for is_new in [1, 0] {
        let parameters = rusqlite::params_from_iter(&parameters);
        let changed = connection.execute(statement.sql, parameters).unwrap();
        assert_eq!(changed, is_new);
    }
    assert!(outbox.enqueue(&event("1")).await.unwrap().is_duplicate());
    assert!(Outbox::in_memory().enqueue_statement(&event("1")).is_err());
}

#[tokio::test]
async fn urls_open_outboxes_or_say_what_is_expected() {
    let memory = Outbox::connect("memory:").await.unwrap();
    assert!(format!("{memory:?}").contains("memory"));
    for (url, expected) in [
        (
            "mysql://root:secret@localhost/app",
            "unknown scheme `mysql`",
        ),
        ("events.db", "has no scheme"),
        ("", "has no scheme"),
    ] {
        let error = Outbox::connect(url).await.unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
        assert!(!error.contains("secret"), "{error}");
    }
    let missing = Outbox::builder().migrate(false);
    let missing = missing.connect("sqlite:///nonexistent/outbox.db").await;
    assert!(matches!(missing.unwrap_err(), Error::SchemaMissing));
}

#[tokio::test]
async fn a_path_that_names_no_file_is_refused() {
    for (path, expected) in [
        ("", "the path of the SQLite file is empty"),
        (":memory:", "the URL `memory:`"),
        ("file::memory:", "is a URI; expected the path alone"),
        ("file:events?mode=memory", "is a URI"),
        ("file:", "is a URI"),
    ] {
        for migrate in [true, false] {
            let builder = || Outbox::builder().migrate(migrate);
            let error = builder().sqlite(path).await.unwrap_err();
            assert!(matches!(error, Error::Config(_)), "{path}: {error:?}");
            assert!(error.to_string().contains(expected), "{path}: {error}");
            for scheme in ["sqlite:", "sqlite://"] {
                let url = format!("{scheme}{path}");
                let error = builder().connect(&url).await.unwrap_err();
                assert!(matches!(error, Error::Config(_)), "{url}: {error:?}");
            }
        }
    }
    // A file with such a name has a path.
    let directory = tempfile::tempdir().unwrap();
    for name in [":memory:", "file:events.db"] {
        let path = directory.path().join(name);
        Outbox::sqlite(&path).await.unwrap();
        assert!(path.is_file());
    }
}
