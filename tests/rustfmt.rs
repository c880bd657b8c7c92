//! A call is Rust, so rustfmt lays it out: the examples and the README stand as it leaves them.

#![expect(
    clippy::unwrap_used,
    reason = "whatever is not as expected fails the test"
)]

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::{env, fs};

const README: &str = include_str!("../README.md");

/// The code of the README, block by block.
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

/// Whether there is a rustfmt; in CI there must be one.
fn has_rustfmt() -> bool {
    let found = Command::new("rustfmt").arg("--version").output();
    let is_there = found.is_ok_and(|output| output.status.success());
    if !is_there {
        assert!(env::var_os("CI").is_none(), "rustfmt is not installed");
        println!("skipped: rustfmt is not installed");
    }
    is_there
}

fn assert_formatted(name: &str, source: &str) {
    // `--check` succeeds on its standard input whatever that is, so the texts are compared here.
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
    assert!(output.status.success(), "rustfmt cannot read {name}");
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        source,
        "rustfmt lays out {name} otherwise"
    );
}

#[test]
fn the_examples_are_as_rustfmt_leaves_them() {
    if !has_rustfmt() {
        return;
    }
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
fn the_readme_is_as_rustfmt_leaves_it() {
    if !has_rustfmt() {
        return;
    }
    let snippets = snippets();
    assert!(!snippets.is_empty());
    for (index, snippet) in snippets.iter().enumerate() {
        assert_formatted(&format!("block {} of the README", index + 1), snippet);
    }
}
