//! Arguments, variables and help.

use std::fmt::Write as _;

use crate::program::Program;
use crate::{Database, LIMIT};

#[tokio::test]
async fn help_of_every_command() {
    let mut text = String::new();
    let commands = ["status", "dead", "retry", "discard", "relay", "migrate"];
    for command in std::iter::once(None).chain(commands.map(Some)) {
        let arguments: Vec<&str> = command.into_iter().chain(["--help"]).collect();
        let help = Program::new().arguments(&arguments).text().await;
        writeln!(text, "$ plain-outbox {}\n{help}", arguments.join(" ")).unwrap();
    }
    insta::assert_snapshot!(text);
}

#[tokio::test]
async fn help_shows_no_value_of_a_variable_that_may_be_secret() {
    for command in ["--help", "relay"] {
        let help = Program::new()
            .arguments([command, "--help"])
            .variable("PLAIN_OUTBOX_DATABASE", "sqlite://secret.db")
            .variable("PLAIN_API_KEY", "plainApiKey_secret")
            .text()
            .await;
        assert!(!help.contains("secret"), "{help}");
    }
}

#[tokio::test]
async fn wrong_arguments_are_exit_code_2() {
    let database = Database::new().await;
    for (arguments, expected) in [
        (&["retry"][..], "required arguments were not provided"),
        (&["retry", "--all", "key-1"], "cannot be used with"),
        (&["discard", "--id", "1", "--all"], "cannot be used with"),
        (&["discard", "--id", "key-1"], "invalid digit"),
        (&["relay", "--requests-per-minute", "0"], "0 is not in 1.."),
        (
            &["relay", "--requests-per-minute", "-5"],
            "unexpected argument",
        ),
        (&["relay", "--requests-per-minute", "many"], "invalid digit"),
        (
            &["status", "--requests-per-minute", "5"],
            "unexpected argument",
        ),
        (&["deliver"], "unrecognized subcommand"),
    ] {
        let error = database.command(arguments).error(2).await;
        assert!(error.contains(expected), "{arguments:?}: {error}");
    }
    let error = Program::new().error(2).await;
    assert!(error.contains("Usage: plain-outbox"), "{error}");
}

#[tokio::test]
async fn the_database_is_required_and_may_be_in_a_variable() {
    for program in [
        Program::new().arguments(["status"]),
        Program::new().arguments(["status", "--database", ""]),
        Program::new()
            .arguments(["status"])
            .variable("PLAIN_OUTBOX_DATABASE", ""),
    ] {
        let error = program.error(2).await;
        let expected = "no database is given; add --database URL, or set PLAIN_OUTBOX_DATABASE to sqlite://PATH";
        assert!(error.contains(expected), "{error}");
    }
    let database = Database::new().await;
    let status = Program::new().arguments(["status"]);
    let status = status.variable("PLAIN_OUTBOX_DATABASE", &database.url());
    assert_eq!(status.json().await["pending"], 0);
    // Before the command, too.
    let status = Program::new().arguments(["--database", &database.url(), "status"]);
    assert_eq!(status.json().await["pending"], 0);
}

#[tokio::test]
async fn an_empty_variable_counts_as_unset() {
    let database = Database::new().await;
    let sandbox = plain_sandbox::Sandbox::start().await;
    let mut relay = database
        .relay(&sandbox)
        .variable("PLAIN_OUTBOX_DATABASE", "")
        .variable("PLAIN_OUTBOX_REQUESTS_PER_MINUTE", "")
        .start();
    relay.line().await;
    relay.signal("TERM").await;
    let end = tokio::time::timeout(LIMIT, relay.end()).await.unwrap();
    assert_eq!(end, (Some(0), String::new()));
    let relay = database.relay(&sandbox);
    let relay = relay.variable("PLAIN_OUTBOX_REQUESTS_PER_MINUTE", " ");
    let error = relay.error(2).await;
    assert!(error.contains("--requests-per-minute"), "{error}");
}
