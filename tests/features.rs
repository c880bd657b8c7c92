//! The crates that each feature compiles.
#![expect(clippy::unwrap_used, reason = "a failed expectation fails the test")]

use std::collections::BTreeSet;
use std::process::Command;

const RUNTIME: &str = "plain-runtime";
const OUTBOX: &str = "plain-outbox";
const ENDPOINTS: &str = "plain-endpoints";
const SANDBOX: &str = "plain-sandbox";

/// All crates of plain-runtime without a feature. Every user compiles them.
const WITHOUT_FEATURES: [&str; 11] = [
    "arrayvec",
    "percent-encoding",
    "plain-macros",
    "plain-runtime",
    "plain-schema",
    "proc-macro2",
    "quote",
    "serde",
    "serde_core",
    "syn",
    "unicode-ident",
];

const SQLITE: [&str; 3] = ["sqlx", "sqlx-sqlite", "libsqlite3-sys"];
const POSTGRES: [&str; 3] = ["sqlx", "sqlx-postgres", "pgmq"];
const PROGRAM: [&str; 3] = ["clap", "clap_derive", "tracing-subscriber"];

/// Names of the crates that an application compiles with these features of a package, on this machine.
fn crates(package: &str, features: &str) -> BTreeSet<String> {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--package", package])
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
fn no_feature_compiles_serde_and_the_macros_only() {
    assert_eq!(
        crates(RUNTIME, ""),
        WITHOUT_FEATURES.map(str::to_owned).into()
    );
}

#[test]
fn each_feature_of_the_client_compiles_the_client() {
    for features in [
        "client",
        "rustls",
        "rustls-no-provider",
        "native-tls",
        "blocking",
    ] {
        let crates = crates(RUNTIME, features);
        for needed in ["reqwest", "tokio", "uuid"] {
            assert!(crates.contains(needed), "{features}: {needed}");
        }
    }
}

/// The sandbox has its own, so that tests over HTTPS need none of the application.
#[test]
fn applications_bring_their_own_cryptography() {
    for (package, features, expected) in [
        (RUNTIME, "rustls", &["aws-lc-rs"][..]),
        (RUNTIME, "rustls-no-provider", &[]),
        (RUNTIME, "rustls-no-provider,blocking", &[]),
        (
            OUTBOX,
            "sqlite,postgres,plain-runtime/rustls-no-provider",
            &[],
        ),
        (ENDPOINTS, "plain-runtime/rustls-no-provider", &[]),
        (SANDBOX, "client,plain-runtime/rustls-no-provider", &[]),
        // By default, which the program needs.
        (SANDBOX, "client,default", &["ring"]),
    ] {
        let crates = crates(package, features);
        let mut found = vec!["aws-lc-rs", "openssl", "ring"];
        found.retain(|name| crates.contains(*name));
        assert_eq!(found, expected, "{package}, {features}");
    }
}

#[test]
fn dates_of_other_crates_compile_no_client() {
    for (features, date) in [("chrono", "chrono"), ("jiff", "jiff"), ("time", "time")] {
        let crates = crates(RUNTIME, features);
        assert!(crates.contains(date), "{features}");
        for client in ["reqwest", "tokio", "hyper", "h2", "tracing", "serde_json"] {
            assert!(!crates.contains(client), "{features}: {client}");
        }
    }
}

#[test]
fn each_feature_of_the_outbox_compiles_its_own_crates_only() {
    for (features, expected) in [
        ("", &[][..]),
        ("sqlite", &[SQLITE]),
        ("postgres", &[POSTGRES]),
        ("cli", &[PROGRAM]),
        ("sqlite,postgres,cli", &[SQLITE, POSTGRES, PROGRAM]),
    ] {
        let crates = crates(OUTBOX, features);
        let expected = expected.concat();
        for name in [SQLITE, POSTGRES, PROGRAM].concat() {
            let is_expected = expected.contains(&name);
            assert_eq!(crates.contains(name), is_expected, "{features}: {name}");
        }
    }
}

#[test]
fn crates_of_the_outbox_examples_are_not_compiled() {
    let crates = crates(OUTBOX, "sqlite,postgres,cli");
    for name in [
        "axum",
        "metrics-exporter-prometheus",
        "opentelemetry",
        "plain-sandbox",
    ] {
        assert!(!crates.contains(name), "{name}");
    }
}

#[test]
fn endpoints_compile_neither_a_client_nor_a_server() {
    let crates = crates(ENDPOINTS, "");
    for name in ["axum", "hyper", "reqwest", "rustls", "tower", "uuid"] {
        assert!(!crates.contains(name), "{name}");
    }
}
