//! Wrong calls and what the compiler says of them. `messages` holds our own words, which are the
//! same on every toolchain; `rustc` those of the compiler, which are not.

#![expect(
    clippy::unwrap_used,
    reason = "whatever is not as expected fails the test"
)]

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use plain_schema::RULES;
use trybuild::TestCases;

#[test]
fn our_words() {
    TestCases::new().compile_fail("messages/*.rs");
}

#[test]
fn words_of_rustc() {
    let pinned = include_str!("../../../rust-toolchain.toml")
        .lines()
        .find_map(|line| line.strip_prefix("channel = "))
        .unwrap()
        .trim_matches('"');
    let version = Command::new("rustc").arg("--version").output().unwrap();
    let version = String::from_utf8(version.stdout).unwrap();
    if !version.starts_with(&format!("rustc {pinned} ")) {
        println!("skipped: the words are those of rustc {pinned}, and this is {version}");
        return;
    }
    TestCases::new().compile_fail("rustc/*.rs");
}

/// Every file of the suites with this extension: its path and its text.
fn files(extension: &str) -> Vec<(PathBuf, String)> {
    ["messages", "rustc"]
        .iter()
        .flat_map(|suite| fs::read_dir(suite).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            (path, text)
        })
        .collect()
}

/// What the first line of a case names: rules, or `language` for what Plain has no rule for.
fn subjects(case: &str) -> Vec<&str> {
    let line = case
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("// "));
    line.unwrap_or_default().split(' ').collect()
}

#[test]
fn every_case_names_its_rules() {
    for (path, case) in files("rs") {
        for subject in subjects(&case) {
            assert!(
                subject == "language" || RULES.iter().any(|rule| rule.id == subject),
                "{}: `{subject}` is no rule",
                path.display()
            );
        }
    }
}

#[test]
fn every_rule_has_a_case() {
    let cases = files("rs");
    for rule in RULES {
        let has_case = cases
            .iter()
            .any(|(_, case)| subjects(case).contains(&rule.id));
        assert!(has_case, "{} ({}) has no case", rule.id, rule.text);
    }
}

#[test]
fn what_is_said_depends_on_no_machine() {
    for (path, words) in files("stderr") {
        for foreign in ["--> /", "$RUST", "$CARGO", "/rustc/", "/library/"] {
            let line = words.lines().find(|line| line.contains(foreign));
            assert_eq!(line, None, "{}: `{foreign}`", path.display());
        }
    }
}

#[test]
fn our_words_are_ours_alone() {
    for (path, words) in files("stderr") {
        if path.starts_with("messages") {
            assert!(!words.contains("error[E"), "{}:\n{words}", path.display());
        }
    }
}
