//! pgmq as an extension of the server.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use plain_postgres_tests::PostgresServer;

use super::{TestDatabase, remedy, use_store};
use crate::store::Store;
use crate::store::postgres::open;

/// The table that the oldest versions of pgmq have, too.
const OLD_PGMQ: &str = "CREATE TABLE pgmq.meta (
    queue_name varchar UNIQUE NOT NULL, is_partitioned boolean NOT NULL, is_unlogged boolean NOT NULL,
    created_at timestamptz DEFAULT now() NOT NULL
)";

/// A server to which the test adds versions of pgmq.
struct ServerWithExtensions {
    server: Arc<PostgresServer>,
    folder: PathBuf,
    /// The SQL of a new pgmq.
    sql: String,
}

impl ServerWithExtensions {
    fn start() -> Self {
        let (server, folder) = PostgresServer::start_copy().unwrap();
        Self {
            server: Arc::new(server),
            folder,
            sql: read(&source_of_pgmq().join("sql/pgmq.sql")),
        }
    }

    /// Makes the server offer a version, without removing the others.
    fn offer(&self, version: &str, sql: &str, options: &str) {
        let control = format!("default_version = '{version}'\nschema = 'pgmq'\n{options}\n");
        self.write("pgmq.control", &control);
        self.write(&format!("pgmq--{version}.sql"), sql);
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.folder.join(name), text).unwrap();
    }

    async fn database(&self) -> TestDatabase {
        TestDatabase::on(Arc::clone(&self.server)).await
    }
}

/// The crate pgmq has the files of the extension.
fn source_of_pgmq() -> PathBuf {
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--locked", "--offline"])
        .args(["--features=postgres", "--filter-platform"])
        .arg(format!("{}-unknown-linux-gnu", std::env::consts::ARCH))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let pgmq = packages.iter().find(|package| package["name"] == "pgmq");
    let manifest = Path::new(pgmq.unwrap()["manifest_path"].as_str().unwrap());
    manifest.with_file_name("src").join("install/embedded")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

/// Version of the extension in a database.
async fn version(database: &TestDatabase) -> Option<String> {
    let version = sqlx::query_scalar("SELECT extversion FROM pg_extension WHERE extname = 'pgmq'");
    version
        .fetch_optional(&database.admin().await)
        .await
        .unwrap()
}

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn the_extension_is_created_where_the_server_has_a_new_one() {
    let server = ServerWithExtensions::start();
    // The control file as pgmq has it: the owner of a database may create the extension.
    server.offer("1.13.0", &server.sql, "superuser = false");
    let database = server.database().await;
    use_store(&database.store().await).await;
    assert_eq!(version(&database).await.as_deref(), Some("1.13.0"));
    // Opening again changes nothing.
    assert_eq!(database.store().await.newest().await.unwrap(), 3);
}

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn the_sql_is_installed_where_the_extension_cannot_be_used() {
    let server = ServerWithExtensions::start();
    for (version_offered, sql, options) in [
        // Only a superuser may create it.
        ("1.13.0", &*server.sql, "superuser = true"),
        ("1.4.0", OLD_PGMQ, "superuser = false"),
        ("1.14.0", "this is not SQL", "superuser = false"),
    ] {
        server.offer(version_offered, sql, options);
        let database = server.database().await;
        use_store(&database.store().await).await;
        assert_eq!(version(&database).await, None, "{version_offered}");
    }
}

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn an_extension_of_another_version_and_its_queues_are_kept() {
    let server = ServerWithExtensions::start();
    server.offer("1.99.0", &server.sql, "superuser = true");
    let database = server.database().await;
    let orders = "CREATE EXTENSION pgmq; SELECT pgmq.create('orders'); SELECT pgmq.send('orders', '{\"order\": 1}')";
    database.administer(orders).await;
    // The extension belongs to the superuser, and the database to the role.
    let error = open(database.pool().await, true).await.unwrap_err();
    assert!(
        remedy(&error).starts_with("GRANT USAGE, CREATE ON SCHEMA pgmq TO app"),
        "{error}"
    );
    database
        .assert_remedy_works(&error, database.pool().await)
        .await;
    assert_eq!(version(&database).await.as_deref(), Some("1.99.0"));
    let orders =
        "SELECT queue_name || (SELECT count(*) FROM pgmq.q_orders) FROM pgmq.meta ORDER BY 1";
    let admin = database.admin().await;
    let queues = sqlx::query_scalar(orders).fetch_all(&admin);
    let queues: Vec<String> = queues.await.unwrap();
    assert_eq!(queues, ["orders1", "plain_outbox1"]);
}

#[tokio::test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
async fn an_old_extension_is_refused_until_it_is_updated() {
    let server = ServerWithExtensions::start();
    server.offer("1.4.0", OLD_PGMQ, "superuser = false");
    let database = server.database().await;
    let created = sqlx::raw_sql("CREATE EXTENSION pgmq");
    created.execute(&database.pool().await).await.unwrap();
    let error = open(database.pool().await, true)
        .await
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("the extension pgmq 1.4.0, which is too old"),
        "{error}"
    );
    assert!(error.contains("`ALTER EXTENSION pgmq UPDATE`"), "{error}");
    server.write("pgmq--1.4.0--1.13.0.sql", &server.sql);
    server.offer("1.13.0", &server.sql, "superuser = false");
    let update = sqlx::raw_sql("ALTER EXTENSION pgmq UPDATE");
    update.execute(&database.pool().await).await.unwrap();
    use_store(&database.store().await).await;
}
