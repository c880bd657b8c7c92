//! The commands of the README.

use plain_sandbox::Sandbox;

use crate::program::{Program, Running};
use crate::{Database, LIMIT, event};

const README: &str = include_str!("../../README.md");

/// A line of the README that runs the program.
struct CommandLine {
    variables: Vec<(&'static str, &'static str)>,
    arguments: Vec<&'static str>,
}

fn commands() -> Vec<CommandLine> {
    let lines = README.lines().skip_while(|it| *it != "## The program");
    let lines = lines.skip_while(|it| *it != "```sh").skip(1);
    let words = lines
        .take_while(|it| *it != "```")
        .map(|it| it.split(' ').collect::<Vec<_>>());
    let mut commands = Vec::new();
    for words in words {
        if let Some(program) = words.iter().position(|it| *it == "plain-outbox") {
            let variables = words[..program].iter().filter_map(|it| it.split_once('='));
            commands.push(CommandLine {
                variables: variables.collect(),
                arguments: words[program + 1..].to_vec(),
            });
        }
    }
    commands
}

async fn end(mut relay: Running, sandbox: &Sandbox) {
    relay.line().await;
    sandbox.wait_for(|it| it.len() == 1, LIMIT).await.unwrap();
    relay.signal("TERM").await;
    assert_eq!(relay.end().await, (Some(0), String::new()));
}

#[tokio::test]
async fn every_command_of_the_readme_does_as_it_says() {
    let database = Database::missing();
    let sandbox = Sandbox::builder().api_key("plainApiKey_xxx").start();
    let sandbox = sandbox.await.unwrap();
    let mut names = Vec::new();
    for CommandLine {
        variables,
        arguments,
    } in commands()
    {
        names.push(arguments[0]);
        let mut program = Program::new()
            .arguments(&arguments)
            .variable("PLAIN_OUTBOX_DATABASE", &database.url());
        for (name, value) in variables {
            program = program.variable(name, value);
        }
        if arguments[0] == "relay" {
            let relay = program.variable("PLAIN_API_URL", sandbox.url()).start();
            end(relay, &sandbox).await;
        } else {
            program.text().await;
        }
        if arguments[0] == "migrate" {
            // One dead letter to retry, and one to discard.
            let outbox = database.outbox().await;
            for id in ["api-key-17", "api-key-18"] {
                outbox.enqueue(&event("kim", id)).await.unwrap();
            }
            let relay = outbox.relay(sandbox.client());
            assert_eq!(relay.deliver_due().await.unwrap().dead, 2);
            sandbox.add_customer(None, "kim@acme.com");
        }
    }
    assert_eq!(
        names,
        ["migrate", "status", "dead", "retry", "discard", "relay"]
    );
    let status = database.command(&["status"]).json().await;
    assert_eq!(
        (&status["delivered"], &status["dead"]),
        (&1.into(), &0.into())
    );
}

#[tokio::test]
async fn readme_lists_every_command_and_every_field_of_status() {
    let help = Program::new().arguments(["--help"]).text().await;
    let commands = help.lines().skip_while(|it| *it != "Commands:").skip(1);
    let commands = commands.take_while(|it| !it.is_empty());
    let names = commands.filter_map(|it| it.split_whitespace().next());
    for name in names.filter(|it| *it != "help") {
        let row = README.lines().find(|line| {
            line.starts_with('|')
                && line
                    .split('|')
                    .nth(1)
                    .unwrap()
                    .contains(&format!("`{name}`"))
        });
        assert!(row.is_some(), "{name}");
    }
    let database = Database::new().await;
    let status = database.command(&["status"]).json().await;
    for field in status.as_object().unwrap().keys() {
        assert!(README.contains(&format!("`{field}`")), "{field}");
    }
}
