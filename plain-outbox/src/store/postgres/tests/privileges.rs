//! Roles with few privileges. The remedy in each error is executed, and works.

use std::net::TcpListener;
use std::time::Duration;

use plain_runtime::Client;

use super::{TestDatabase, record, remedy, request, use_store};
use crate::error::Error;
use crate::outbox::Outbox;
use crate::store::Store;
use crate::store::postgres::connect::connect_within;
use crate::store::postgres::error::database_error;
use crate::store::postgres::{connect, enqueue_in, open};

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn a_role_without_create_is_refused_with_the_grant() {
    let database = TestDatabase::new().await;
    let guest = database.guest().await;
    let error = open(guest.clone(), true).await.unwrap_err();
    assert!(matches!(error, Error::Config(_)), "{error}");
    assert_eq!(
        remedy(&error),
        format!(
            "GRANT CREATE ON DATABASE {} TO {}",
            database.name,
            database.guest_role()
        )
    );
    database.assert_remedy_works(&error, guest).await;
}

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn an_owner_of_schemas_is_refused_until_pgmq_is_there() {
    let database = TestDatabase::new().await;
    let guest = database.guest().await;
    let role = database.guest_role();
    database
        .administer(&format!("CREATE SCHEMA plain_outbox AUTHORIZATION {role}"))
        .await;
    let error = open(guest.clone(), true).await.unwrap_err();
    assert!(
        remedy(&error).starts_with("GRANT CREATE ON DATABASE "),
        "{error}"
    );
    // Or an administrator installs pgmq.
    let admin = database.admin().await;
    pgmq::install::install_sql_from_embedded(&admin)
        .await
        .unwrap();
    let error = open(guest.clone(), true).await.unwrap_err();
    assert!(!remedy(&error).contains("DATABASE"), "{error}");
    database.assert_remedy_works(&error, guest).await;
}

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn a_pgmq_of_another_role_is_used_after_three_grants() {
    let database = TestDatabase::new().await;
    let admin = database.admin().await;
    pgmq::install::install_sql_from_embedded(&admin)
        .await
        .unwrap();
    let others = "SELECT pgmq.create('orders'); SELECT pgmq.send('orders', '{\"order\": 1}');";
    database.administer(others).await;
    let guest = database.guest().await;
    let error = open(guest.clone(), true).await.unwrap_err();
    assert_eq!(remedy(&error).matches("; ").count(), 2, "{error}");
    database.assert_remedy_works(&error, guest).await;
    let orders = "SELECT message::text FROM pgmq.q_orders";
    let orders: Vec<String> = sqlx::query_scalar(orders).fetch_all(&admin).await.unwrap();
    assert_eq!(orders, ["{\"order\": 1}"]);
}

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn a_schema_of_another_role_is_refused_with_its_remedy() {
    let database = TestDatabase::new().await;
    let guest = database.guest().await;
    let (name, role) = (&database.name, database.guest_role());
    database
        .administer(&format!(
            "CREATE SCHEMA plain_outbox; GRANT CREATE ON DATABASE {name} TO {role}"
        ))
        .await;
    let error = open(guest.clone(), true).await.unwrap_err();
    assert!(
        remedy(&error).starts_with("ALTER SCHEMA plain_outbox OWNER TO "),
        "{error}"
    );
    database.assert_remedy_works(&error, guest).await;
}

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn a_role_without_any_function_is_refused_at_start() {
    let database = TestDatabase::new().await;
    database.store().await;
    let guest = database.guest().await;
    for migrate in [true, false] {
        let error = open(guest.clone(), migrate).await.unwrap_err();
        assert!(
            error.to_string().contains("may not use the outbox"),
            "{error}"
        );
    }
    let error = open(guest.clone(), false).await.unwrap_err();
    database.administer(&remedy(&error)).await;
    let store = open(guest, true).await.unwrap();
    assert_eq!(store.enqueue(&[record("1", "a")]).await.unwrap(), [true]);
}

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn a_role_without_the_schema_is_refused_with_the_grants() {
    let database = TestDatabase::new().await;
    database.store().await;
    database
        .administer("REVOKE USAGE ON SCHEMA plain_outbox FROM PUBLIC")
        .await;
    let guest = database.guest().await;
    let error = open(guest.clone(), true).await.unwrap_err();
    let grants = remedy(&error).replace("ROLE", &database.guest_role());
    database.administer(&grants).await;
    use_store(&open(guest, true).await.unwrap()).await;
}

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn a_writer_records_and_is_refused_as_a_relay() {
    let database = TestDatabase::new().await;
    database.store().await;
    let guest = database.guest().await;
    let role = database.guest_role();
    database
        .administer(&format!(
            "GRANT EXECUTE ON FUNCTION plain_outbox.enqueue TO {role}"
        ))
        .await;
    let store = open(guest.clone(), false).await.unwrap();
    let mut connection = guest.acquire().await.unwrap();
    assert!(
        enqueue_in(&mut connection, &record("1", "a"))
            .await
            .unwrap()
    );
    let records = [
        record("1", "a"),
        record("2", "b"),
        record("2", "b"),
        record("3", "a"),
    ];
    let are_new = store.enqueue(&records).await.unwrap();
    assert_eq!(are_new, [false, true, false, true]);
    let refused = store.claim(&request("")).await.unwrap_err();
    assert!(matches!(refused, Error::Database(_)));
    assert!(
        refused
            .to_string()
            .contains("GRANT EXECUTE ON ALL FUNCTIONS"),
        "{refused}"
    );
    let outbox = Outbox::postgres(guest.clone()).await.unwrap();
    let client = Client::builder().api_key("plainApiKey_xxx").build();
    let error = outbox.relay(client.unwrap()).start().unwrap_err();
    database.administer(&remedy(&error)).await;
    let store = open(guest, false).await.unwrap();
    store.check_relay().unwrap();
    assert_eq!(store.claim(&request("")).await.unwrap().deliveries.len(), 2);
}

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn a_relay_without_a_function_is_refused_with_its_name() {
    let database = TestDatabase::new().await;
    database.store().await;
    let guest = database.guest().await;
    let role = database.guest_role();
    for function in ["claim", "settle", "pause", "purge", "counts", "gauges"] {
        let sql = format!(
            "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA plain_outbox TO {role};
            REVOKE EXECUTE ON FUNCTION plain_outbox.{function} FROM {role}"
        );
        database.administer(&sql).await;
        let store = open(guest.clone(), false).await.unwrap();
        let error = store.check_relay().unwrap_err().to_string();
        let expected = format!("lacks EXECUTE on `plain_outbox.{function}`; help: ");
        assert!(error.contains(&expected), "{error}");
    }
}

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn a_queue_without_its_schema_is_refused() {
    let database = TestDatabase::new().await;
    let pool = database.pool().await;
    database.store().await;
    sqlx::raw_sql("DROP SCHEMA plain_outbox CASCADE")
        .execute(&pool)
        .await
        .unwrap();
    let error = open(pool.clone(), true).await.unwrap_err().to_string();
    assert!(error.contains("pgmq has a queue `plain_outbox`"), "{error}");
    sqlx::raw_sql("SELECT pgmq.drop_queue('plain_outbox')")
        .execute(&pool)
        .await
        .unwrap();
    use_store(&open(pool, true).await.unwrap()).await;
}

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn a_url_that_cannot_work_is_refused_with_the_remedy() {
    let database = TestDatabase::new().await;
    let url = database.server.url(&database.name);
    let port = format!(":{}", database.server.port());
    let closed = TcpListener::bind("127.0.0.1:0").unwrap();
    let free = format!(":{}", closed.local_addr().unwrap().port());
    drop(closed);
    for (url, expected) in [
        (
            url.replace("app@", "stranger:secret@"),
            "help: create the role",
        ),
        (
            format!("{url}_gone"),
            "help: correct the database of the URL, or create it",
        ),
        (
            url.replace(&port, &free),
            "help: start PostgreSQL, or correct",
        ),
        (
            url.replace("127.0.0.1", "no-such-host.invalid"),
            "help: check the host",
        ),
        (
            url.replace(&port, ":port"),
            "help: the URL is `postgres://USER:PASSWORD@HOST:PORT/DATABASE`",
        ),
        (format!("{url}?sslmode=maybe"), "help: the URL is"),
    ] {
        let connected = connect_within(&url, Duration::from_secs(2)).await;
        let error = database_error(connected.unwrap_err()).to_string();
        assert!(error.contains(expected), "{url}: {error}");
        assert!(!error.contains("secret"), "{error}");
    }
    let pool = connect(&url).await.unwrap();
    use_store(&open(pool, true).await.unwrap()).await;
}
