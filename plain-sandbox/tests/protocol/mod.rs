//! The protocol of a run of a test suite: HTTP/1.1, or either version of HTTP over TLS.
//!
//! `cargo test` runs the suite over HTTP/1.1. Two of its tests run the others again over TLS, each in a
//! process of its own.

use std::env::{self, VarError};
use std::process::Command;

use plain_sandbox::{Sandbox, SandboxBuilder};

/// Variable that selects the protocol of a run.
const VARIABLE: &str = "PLAIN_TEST_PROTOCOL";
const TLS_HTTP1: &str = "tls-http1";
const TLS_HTTP2: &str = "tls-http2";

/// Builder of a sandbox with the protocol of this run.
pub(crate) fn builder() -> SandboxBuilder {
    let builder = Sandbox::builder();
    match env::var(VARIABLE).as_deref() {
        Err(VarError::NotPresent) => builder,
        Ok(TLS_HTTP1) => builder.tls().http1_only(),
        Ok(TLS_HTTP2) => builder.tls(),
        other => panic!("{VARIABLE} is {other:?}"),
    }
}

/// Starts a sandbox with the protocol of this run.
pub(crate) async fn start() -> Sandbox {
    builder().start().await.unwrap()
}

/// Runs the tests of this program whose names contain one of these texts.
fn run(protocol: &str, names: &[&str]) {
    let output = Command::new(env::current_exe().unwrap())
        .args(names)
        .args(["--skip", "the_suite_passes"])
        .env(VARIABLE, protocol)
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}");
    assert!(!text.contains(" 0 passed"), "{text}");
}

#[tokio::test]
async fn requests_use_the_protocol_of_the_run() {
    let sandbox = start().await;
    super::send_request(&sandbox).await;
    let expected = match env::var(VARIABLE).as_deref() {
        Ok(TLS_HTTP2) => "HTTP/2.0",
        _ => "HTTP/1.1",
    };
    assert_eq!(sandbox.requests()[0].http_version, expected);
}

#[test]
fn the_suite_passes_over_tls_with_http1() {
    run(TLS_HTTP1, super::OVER_EACH_PROTOCOL);
}

#[test]
fn the_suite_passes_over_tls_with_http2() {
    run(TLS_HTTP2, super::OVER_EACH_PROTOCOL);
}
