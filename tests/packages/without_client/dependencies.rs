//! The crates that each feature compiles.

use std::collections::BTreeSet;
use std::process::Command;

/// All crates without a feature. Every user compiles them.
const WITHOUT_FEATURES: [&str; 12] = [
    "arrayvec",
    "percent-encoding",
    "plain-macros",
    "plain-runtime",
    "plain-schema",
    "proc-macro2",
    "quote",
    "serde",
    "serde_core",
    "serde_derive",
    "syn",
    "unicode-ident",
];

/// Names of the crates that plain-runtime is compiled from, on this machine.
fn crates(features: &str) -> BTreeSet<String> {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--package", "plain-runtime"])
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
    assert_eq!(crates(""), WITHOUT_FEATURES.map(str::to_owned).into());
}

#[test]
fn each_feature_of_the_client_compiles_the_client() {
    for features in ["client", "rustls", "native-tls", "blocking"] {
        let crates = crates(features);
        for needed in ["reqwest", "tokio", "uuid"] {
            assert!(crates.contains(needed), "{features}: {needed}");
        }
    }
}

#[test]
fn dates_of_other_crates_compile_no_client() {
    for (features, date) in [("chrono", "chrono"), ("jiff", "jiff"), ("time", "time")] {
        let crates = crates(features);
        assert!(crates.contains(date), "{features}");
        for client in ["reqwest", "tokio", "hyper", "h2", "tracing", "serde_json"] {
            assert!(!crates.contains(client), "{features}: {client}");
        }
    }
}
