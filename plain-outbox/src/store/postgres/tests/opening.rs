//! Opening installs missing parts, and refuses those that it cannot use.

use sqlx::postgres::PgPool;

use super::{TestDatabase, claim, record, request};
use crate::error::Error;
use crate::store::Store;
use crate::store::postgres::{enqueue_in, open};

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn processes_that_migrate_at_once_all_succeed() {
    let database = TestDatabase::new().await;
    let pools = [
        database.pool().await,
        database.pool().await,
        database.pool().await,
    ];
    let opened = pools.map(|pool| tokio::spawn(open(pool, true)));
    for store in opened {
        store.await.unwrap().unwrap();
    }
    let store = open(database.pool().await, false).await.unwrap();
    assert!(claim(&store).await.is_empty());
}

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn missing_and_newer_schemas_are_errors() {
    let database = TestDatabase::new().await;
    let missing = open(database.pool().await, false).await.unwrap_err();
    assert!(matches!(missing, Error::SchemaMissing));
    database.store().await;
    let pool = database.pool().await;
    let newer = "CREATE OR REPLACE FUNCTION plain_outbox.schema_version() RETURNS integer LANGUAGE sql AS 'SELECT 2'";
    sqlx::raw_sql(newer).execute(&pool).await.unwrap();
    let error = open(pool, true).await.unwrap_err();
    assert!(matches!(
        error,
        Error::SchemaNewer {
            found: 2,
            supported: 1
        }
    ));
}

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn an_old_pgmq_is_an_error_and_stays_as_it_is() {
    let database = TestDatabase::new().await;
    let pool = database.pool().await;
    let old = "CREATE SCHEMA pgmq; CREATE TABLE pgmq.meta (queue_name text)";
    sqlx::raw_sql(old).execute(&pool).await.unwrap();
    let error = open(pool, true).await.unwrap_err();
    assert!(
        error.to_string().contains("ALTER EXTENSION pgmq UPDATE"),
        "{error}"
    );
}

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn a_role_needs_only_the_functions_that_it_calls() {
    let database = TestDatabase::new().await;
    database.store().await;
    let server = &database.server;
    let admin = PgPool::connect(&server.superuser_url(&database.name))
        .await
        .unwrap();
    let role = format!("writer_{}", database.name);
    let grant = "GRANT EXECUTE ON FUNCTION plain_outbox.enqueue(text, text, text, bigint, text) TO";
    let setup = sqlx::AssertSqlSafe(format!("CREATE ROLE {role} LOGIN; {grant} {role}"));
    sqlx::raw_sql(setup).execute(&admin).await.unwrap();
    let url = server
        .url(&database.name)
        .replace("//app@", &format!("//{role}@"));
    let pool = PgPool::connect(&url).await.unwrap();
    let mut connection = pool.acquire().await.unwrap();
    assert!(
        enqueue_in(&mut connection, &record("1", "a"))
            .await
            .unwrap()
    );
    let store = open(pool.clone(), false).await.unwrap();
    assert!(matches!(
        store.claim(&request("")).await,
        Err(Error::Database(_))
    ));
}
