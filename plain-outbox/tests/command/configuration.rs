//! Wrong configuration is refused at start, with the thing to do.

use crate::program::Program;
use crate::{Database, url};

const COMMANDS: [&[&str]; 5] = [
    &["status"],
    &["dead"],
    &["retry", "--all"],
    &["discard", "--all"],
    &["relay"],
];

fn with_key(program: Program) -> Program {
    program
        .variable("PLAIN_API_KEY", "plainApiKey_secret")
        .variable("PLAIN_API_URL", "http://127.0.0.1:9/graphql/v1")
}

#[tokio::test]
async fn a_database_without_tables_is_refused_and_not_created() {
    let database = Database::missing();
    for command in COMMANDS {
        let error = with_key(database.command(command)).error(1).await;
        let expected = "plain-outbox: the outbox's tables are missing or of an older version; help: run \
                        `plain-outbox migrate --database URL`";
        assert!(error.starts_with(expected), "{command:?}: {error}");
        assert!(!database.path().exists(), "{command:?}");
    }
    // An application's own database, without the tables.
    let connection = rusqlite::Connection::open(database.path()).unwrap();
    connection
        .execute("CREATE TABLE accounts (id INTEGER)", ())
        .unwrap();
    let error = database.command(&["status"]).error(1).await;
    assert!(error.contains("plain-outbox migrate"), "{error}");
}

#[tokio::test]
async fn migrate_creates_the_tables_and_can_be_repeated() {
    let database = Database::missing();
    for _ in 0..2 {
        let text = database.command(&["migrate"]).text().await;
        assert_eq!(text, "The tables of the outbox are up to date.\n");
        let json = database.command(&["migrate"]).json().await;
        assert_eq!(json.to_string(), r#"{"migrated":true}"#);
    }
    assert_eq!(database.command(&["status"]).json().await["pending"], 0);
}

#[tokio::test]
async fn tables_of_a_newer_version_are_refused_by_every_command() {
    let database = Database::new().await;
    database.execute("UPDATE plain_outbox_schema SET version = 99");
    for command in COMMANDS.into_iter().chain([&["migrate"][..]]) {
        let error = with_key(database.command(command)).error(1).await;
        assert!(error.contains("version 99"), "{command:?}: {error}");
        assert!(error.contains("help: update `plain-outbox`"), "{error}");
    }
}

#[tokio::test]
async fn a_wrong_url_is_explained_without_its_password() {
    let missing = Database::missing();
    let file = missing.path().display().to_string();
    let folder = url(missing.path().parent().unwrap());
    let text = missing.path().with_extension("txt");
    std::fs::write(
        &text,
        "a text that is longer than the header of a database, so that it is read as one",
    )
    .unwrap();
    let text = url(&text);
    let below_nothing = url(&missing.path().join("app.db"));
    for (url, expected) in [
        (
            "mysql://app:secret@db.internal/app",
            "unknown scheme `mysql` of a database",
        ),
        (
            file.as_str(),
            "the URL of the database has no scheme; expected `sqlite://path`",
        ),
        (
            "memory:",
            "an outbox in memory exists in the program that opened it only",
        ),
        ("sqlite", "has no scheme"),
        (
            "sqlite://",
            "the path of the SQLite file is empty; expected one",
        ),
        (
            "sqlite:",
            "the path of the SQLite file is empty; expected one",
        ),
        (
            "sqlite://events.db?mode=rwc",
            "takes no parameters; expected the path alone",
        ),
        ("postgres", "has no scheme"),
        (&folder, "; help: correct the path: "),
        (&below_nothing, "; help: correct the path: "),
        (
            &text,
            "; help: correct the path: the file is not an SQLite database",
        ),
    ] {
        let program = Program::new().arguments(["migrate", "--database", url]);
        let error = program.error(1).await;
        assert!(error.contains(expected), "{url}: {error}");
        assert_eq!(error.lines().count(), 1, "{error}");
        assert!(!error.contains("secret"), "{error}");
    }
}

#[tokio::test]
async fn a_relay_without_a_usable_key_or_url_opens_nothing() {
    let database = Database::missing();
    let key = ("PLAIN_API_KEY", "plainApiKey_secret");
    for (variables, expected) in [
        (&[][..], "a relay needs an API key: "),
        (&[("PLAIN_API_KEY", "")], "PLAIN_API_KEY"),
        (&[("PLAIN_API_KEY", " ")], "PLAIN_API_KEY"),
        (&[("PLAIN_API_KEY", "secret\nsecret")], "API key"),
        (&[key, ("PLAIN_API_URL", "")], "PLAIN_API_URL"),
        (&[key, ("PLAIN_API_URL", "core-api.uk.plain.com")], "URL"),
        (
            &[key, ("PLAIN_API_URL", "http://plain.example/graphql/v1")],
            "http",
        ),
    ] {
        let mut program = database.command(&["relay"]);
        for (name, value) in variables {
            program = program.variable(name, value);
        }
        let error = program.error(1).await;
        assert!(error.contains(expected), "{variables:?}: {error}");
        assert!(!error.contains("secret"), "{error}");
        assert!(!database.path().exists(), "{variables:?}");
    }
}

#[tokio::test]
async fn a_lease_shorter_than_the_deadline_is_refused_at_start() {
    let database = Database::new().await;
    let relay = database.command(&["relay", "--deadline", "1m", "--lease", "69s"]);
    let error = with_key(relay).error(1).await;
    assert!(error.contains("help: set a lease of 70 s"), "{error}");
}
