//! Errors of invalid calls. The folder `messages` has the errors of our macros, which are the same
//! on every toolchain; `rustc` has those of the compiler, which differ between toolchains.
//!
//! The first line of a case names its rules, or is `// language`. A case in `messages` ends with a
//! comment `// Fix:` and, in the lines below, the corrected code as the body of a function. A line
//! that begins with `# ` is compiled and not shown. `fixes.rs` compiles the fixes, and
//! `docs/errors.md` shows them: `INSTA_UPDATE=always cargo test --test errors` updates it.

#![expect(clippy::unwrap_used, reason = "an unexpected failure fails the test")]

mod case;

use std::fs;
use std::path::PathBuf;

use plain_schema::RULES;
use trybuild::TestCases;

use case::Case;

#[test]
fn errors_of_the_macros() {
    TestCases::new().compile_fail("messages/*.rs");
}

#[test]
#[cfg_attr(
    not(pinned_rustc),
    ignore = "needs the toolchain of rust-toolchain.toml"
)]
fn errors_of_rustc() {
    TestCases::new().compile_fail("rustc/*.rs");
}

/// Path and text of every file of the suites with an extension.
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

#[test]
fn every_case_names_its_rules() {
    for (path, case) in files("rs") {
        for subject in Case::parse(&case).subjects {
            assert!(
                subject == "language" || RULES.iter().any(|rule| rule.id == subject),
                "{}: `{subject}` is not a rule",
                path.display()
            );
        }
    }
}

#[test]
fn every_case_of_a_message_has_a_fix() {
    for (path, case) in files("rs") {
        assert!(
            path.starts_with("rustc") || Case::parse(&case).has_fix(),
            "{}: expected `// Fix:` and the corrected code at the end, as comments",
            path.display()
        );
    }
}

#[test]
fn every_rule_has_a_case() {
    let cases = files("rs");
    for rule in RULES {
        let has_case = cases
            .iter()
            .any(|(_, case)| Case::parse(case).subjects.iter().any(|id| id == rule.id));
        assert!(has_case, "{} ({}) has no case", rule.id, rule.text);
    }
}

#[test]
fn no_error_contains_a_path_of_this_machine() {
    for (path, errors) in files("stderr") {
        for foreign in ["--> /", "$RUST", "$CARGO", "/rustc/", "/library/"] {
            let line = errors.lines().find(|line| line.contains(foreign));
            assert_eq!(line, None, "{}: `{foreign}`", path.display());
        }
    }
}

#[test]
fn no_error_names_a_private_item() {
    for (path, errors) in files("stderr") {
        for private in ["__private", "__plain", "RequiredValue<CustomerIdentifier>"] {
            assert!(!errors.contains(private), "{}: `{private}`", path.display());
        }
    }
}

#[test]
fn errors_of_the_macros_contain_none_of_rustc() {
    for (path, errors) in files("stderr") {
        if path.starts_with("messages") {
            assert!(!errors.contains("error[E"), "{}:\n{errors}", path.display());
        }
    }
}
