//! Opening installs missing parts, and refuses those that it cannot use.

use super::{TestDatabase, claim};
use crate::error::Error;
use crate::store::postgres::error::database_error;
use crate::store::postgres::open;

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
        error
            .to_string()
            .contains("a pgmq that was installed as SQL"),
        "{error}"
    );
}

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn errors_of_the_server_have_their_remedies() {
    let pool = TestDatabase::new().await.pool().await;
    for (code, expected) in [
        ("53100", "; help: free space on the disk"),
        ("53300", "; help: raise `max_connections`"),
        ("25006", "; help: connect to the primary server"),
        ("28P01", "; help: correct the password"),
    ] {
        let raise = format!("DO $$ BEGIN RAISE SQLSTATE '{code}'; END $$");
        let raised = sqlx::raw_sql(sqlx::AssertSqlSafe(raise)).execute(&pool);
        let error = database_error(raised.await.unwrap_err());
        assert!(error.to_string().contains(expected), "{code}: {error}");
    }
}
