//! Calls of the macros are Rust expressions, so rustfmt formats them: the examples and the README's
//! code are formatted.

#![expect(clippy::unwrap_used, reason = "an unexpected failure fails the test")]

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

const README: &str = include_str!("../README.md");

#[test]
#[ignore = "needs rustfmt"]
fn examples_are_formatted() {
    let mut examples = 0;
    for entry in fs::read_dir("examples").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            assert_formatted(
                &path.display().to_string(),
                &fs::read_to_string(&path).unwrap(),
            );
            examples += 1;
        }
    }
    assert!(examples > 0);
}

#[test]
#[ignore = "needs rustfmt"]
fn readme_is_formatted() {
    let snippets = snippets();
    assert!(!snippets.is_empty());
    for (index, snippet) in snippets.iter().enumerate() {
        assert_formatted(&format!("block {} of the README", index + 1), snippet);
    }
}

/// Rust code blocks of the README.
/// Each form in which a fragment is written.
const FRAGMENTS: &str = r#"use plain_runtime::{ContainerContent, RowContent, container_content, row_content};

fn cells(is_paid: bool) -> Vec<RowContent> {
    row_content![
        text("Invoice", color = Muted),
        if is_paid {
            badge("Paid", color = Green)
        },
    ]
}

fn content(names: &[&str]) -> Vec<ContainerContent> {
    container_content![
        for name in names {
            let aside = row_content![badge("{name}")];
            row(main_content = [..cells(true)], aside_content = [..aside])
        },
        ..row_content![],
    ]
}
"#;

/// A thread and a card with every kind of list.
const THREADS_AND_CARDS: &str = r#"use plain_runtime::{Card, CreateThreadInput, customer_card, thread};

fn contact(email: &str, is_urgent: bool, labels: &[&str]) -> CreateThreadInput {
    thread!(
        customer_identifier = email_address(email),
        title = "Cannot log in",
        components = [text("The password is rejected.")],
        priority = if is_urgent { Urgent } else { Normal },
        label_type_ids = [
            "lt_login",
            if is_urgent { "lt_urgent" } else { "lt_later" },
            ..labels,
        ],
        thread_fields = [
            string_field("product", "Desktop"),
            if is_urgent {
                bool_field("escalated", true);
                number_field("level", 1)
            },
        ],
        tenant_identifier = external_id("acme"),
    )
}

fn plan(name: &str, seats: Option<u32>) -> Card {
    customer_card!(
        components = [
            text("**{name}**"),
            if let Some(seats) = seats {
                badge("{seats} seats", color = Green)
            },
        ],
        time_to_live_seconds = 300,
    )
}
"#;

#[test]
#[ignore = "needs rustfmt"]
fn fragments_are_formatted() {
    assert_formatted("the fragments", FRAGMENTS);
}

#[test]
#[ignore = "needs rustfmt"]
fn threads_and_cards_are_formatted() {
    assert_formatted("the threads and cards", THREADS_AND_CARDS);
}

fn snippets() -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    let mut is_rust = false;
    for line in README.lines() {
        if let Some(language) = line.strip_prefix("```") {
            is_rust = language == "rust" || language.starts_with("rust,");
            if is_rust {
                blocks.push(String::new());
            }
        } else if is_rust && let Some(block) = blocks.last_mut() {
            block.push_str(line);
            block.push('\n');
        }
    }
    blocks
}

fn assert_formatted(name: &str, source: &str) {
    // `rustfmt --check` ignores differences when it reads standard input.
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = rustfmt.stdin.take().unwrap();
    stdin.write_all(source.as_bytes()).unwrap();
    drop(stdin);
    let output = rustfmt.wait_with_output().unwrap();
    assert!(output.status.success(), "rustfmt cannot parse {name}");
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        source,
        "{name} is not formatted"
    );
}
