//! The crates that each feature compiles.
#![expect(clippy::unwrap_used, reason = "a failed expectation fails the test")]

use std::collections::BTreeSet;
use std::process::Command;

const SQLITE: [&str; 3] = ["sqlx", "sqlx-sqlite", "libsqlite3-sys"];
const POSTGRES: [&str; 3] = ["sqlx", "sqlx-postgres", "pgmq"];
const PROGRAM: [&str; 3] = ["clap", "clap_derive", "tracing-subscriber"];

/// Names of the crates that an application compiles with these features, on this machine.
fn crates(features: &str) -> BTreeSet<String> {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--package", "plain-outbox"])
        .args(["--edges", "normal,build", "--prefix", "none"])
        .args(["--no-default-features", "--features", features])
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&tree.stderr);
    assert!(tree.status.success(), "{errors}");
    let names = String::from_utf8(tree.stdout).unwrap();
    let names = names.lines().filter_map(|line| line.split(' ').next());
    names.map(str::to_owned).collect()
}

#[test]
fn each_feature_compiles_its_own_crates_only() {
    for (features, expected) in [
        ("", &[][..]),
        ("sqlite", &[SQLITE]),
        ("postgres", &[POSTGRES]),
        ("cli", &[PROGRAM]),
        ("sqlite,postgres,cli", &[SQLITE, POSTGRES, PROGRAM]),
    ] {
        let crates = crates(features);
        let expected = expected.concat();
        for name in [SQLITE, POSTGRES, PROGRAM].concat() {
            let is_expected = expected.contains(&name);
            assert_eq!(crates.contains(name), is_expected, "{features}: {name}");
        }
    }
}

#[test]
fn crates_of_the_examples_and_tests_are_not_compiled() {
    let crates = crates("sqlite,postgres,cli");
    for name in [
        "axum",
        "metrics-exporter-prometheus",
        "opentelemetry",
        "plain-sandbox",
    ] {
        assert!(!crates.contains(name), "{name}");
    }
}
