//! Neither errors nor logs contain the API key or the content of an event.

use std::io;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use plain_runtime::{Client, ConfigError, Error, blocking};
use plain_sandbox::{Fault, FaultRule, Sandbox};
use tracing::Dispatch;
use tracing::subscriber::NoSubscriber;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;

use crate::event;

const KEY: &str = "plainApiKey_c4n4ry";
/// Part of the key that must not appear anywhere.
const SECRET: &str = "c4n4ry";
/// Part of the event that must not appear in logs.
const CONTENT: &str = "Fourteen days";

/// Captured log output.
#[derive(Debug, Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

/// Captures all log messages of this thread, including those of the HTTP client.
pub(crate) fn capture_log() -> (Log, tracing::subscriber::DefaultGuard) {
    // With a single subscriber, `tracing` would let another thread, which has none, decide whether a
    // span that it enters first is recorded.
    static OTHER: OnceLock<Dispatch> = OnceLock::new();
    OTHER.get_or_init(|| Dispatch::new(NoSubscriber::new()));
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_span_events(FmtSpan::FULL)
        .with_ansi(false)
        .with_writer(log.clone())
        .finish();
    (log, tracing::subscriber::set_default(subscriber))
}

/// Starts a sandbox with a client whose key must not appear anywhere.
async fn sandbox() -> (Sandbox, Client) {
    let sandbox = crate::builder().api_key(KEY).start().await.unwrap();
    let client = client_of(&sandbox);
    (sandbox, client)
}

fn client_of(sandbox: &Sandbox) -> Client {
    crate::client_of(sandbox)
        .attempt_timeout(Duration::from_millis(300))
        .build()
        .unwrap()
}

/// Returns one error of each kind.
async fn errors(sandbox: &Sandbox, client: &Client) -> Vec<Error> {
    let mut errors = Vec::new();
    for fault in [
        Fault::status(400).body(r#"{"errors":[{"message":"No","extensions":{"code":"LATER"}}]}"#),
        Fault::status(401),
        Fault::status(403),
        Fault::status(429).header("retry-after", "100"),
        Fault::status(502).body("<html></html>"),
        Fault::status(302).header("location", "http://127.0.0.1:1/"),
        Fault::mutation_error("VALIDATION", "input_validation", "No"),
        Fault::mutation_error("VALIDATION", "already_exists", "No"),
        Fault::reset(),
        Fault::truncate(),
        Fault::no_response(),
        Fault::oversized_body(2 * 1024 * 1024),
    ] {
        sandbox.faults().set([fault]);
        // Each client has a rate-limit gate of its own.
        let client = client_of(sandbox);
        errors.push(client.create_customer_event(&event()).await.unwrap_err());
    }
    sandbox.faults().clear();
    let mut invalid = event();
    invalid.title = "".into();
    errors.push(client.create_customer_event(&invalid).await.unwrap_err());
    errors
}

#[tokio::test]
async fn errors_and_logs_do_not_contain_the_key() {
    let (log, _guard) = capture_log();
    let (sandbox, client) = sandbox().await;
    client.create_customer_event(&event()).await.unwrap();
    let mut shown = vec![format!("{client:?}")];
    for error in errors(&sandbox, &client).await {
        shown.push(format!("{error}"));
        shown.push(format!("{error:?}"));
        shown.push(format!("{error:#?}"));
        let mut source = std::error::Error::source(&error);
        while let Some(error) = source {
            shown.push(format!("{error} {error:?}"));
            source = error.source();
        }
    }
    shown.push(log.text());
    for text in &shown {
        assert!(!text.contains(SECRET), "{text}");
    }
    // The key was sent: the event was created.
    assert_eq!(sandbox.events()[0].title, "Trial completed");
    assert!(!log.text().contains(CONTENT));
}

#[test]
fn builders_and_their_errors_do_not_contain_the_key() {
    let builder = Client::builder().api_key(KEY);
    let client = builder.clone().build().unwrap();
    let in_url = format!("https://plain:{KEY}@core-api.uk.plain.com/graphql/v1");
    for text in [
        format!("{builder:?}"),
        format!("{client:#?}"),
        format!("{:?}", blocking::Client::new(client).unwrap()),
        shown(
            &builder
                .clone()
                .api_url("http://plain.example")
                .build()
                .unwrap_err(),
        ),
        shown(
            &Client::builder()
                .api_key(format!("{KEY}\n\0"))
                .build()
                .unwrap_err(),
        ),
        format!("{:?}", builder.clone().api_url(&in_url).build().map(drop)),
        format!("{:?}", builder.api_url(in_url)),
    ] {
        assert!(!text.contains(SECRET), "{text}");
    }
}

fn shown(error: &ConfigError) -> String {
    format!("{error} {error:?}")
}

#[tokio::test]
async fn spans_record_operation_attempts_and_outcome() {
    let (log, _guard) = capture_log();
    let (sandbox, client) = sandbox().await;
    sandbox
        .faults()
        .set([FaultRule::new(Fault::status(503)).next(1)]);
    client.create_customer_event(&event()).await.unwrap();
    sandbox.faults().set([Fault::status(401)]);
    let error = client.customer("c_1").await.unwrap_err();

    let log = log.text();
    let lines = |part: &str| log.lines().filter(|line| line.contains(part)).count();
    assert_eq!(lines("request failed, retrying"), 1, "{log}");
    assert_eq!(lines("request finished"), 2, "{log}");
    let closed: Vec<&str> = log
        .lines()
        .filter(|line| line.contains("plain_runtime::client::span: close "))
        .collect();
    let [created, rejected] = closed[..] else {
        panic!("expected two spans: {closed:?}");
    };
    for part in [
        "otel.name=\"createCustomerEvent\"",
        "otel.kind=\"client\"",
        "otel.status_code=\"OK\"",
        "graphql.operation.name=\"createCustomerEvent\"",
        "server.address=\"127.0.0.1\"",
        "plain.attempts=2",
        "plain.request_id=",
    ] {
        assert_eq!(created.matches(part).count(), 1, "{part} in {created}");
    }
    assert!(!created.contains("plain.attempts=1"), "{created}");
    let request_id = format!("plain.request_id=\"{}\"", error.request_id().unwrap());
    for part in [
        "otel.name=\"customer\"",
        "otel.status_code=\"ERROR\"",
        "plain.attempts=1",
        "error.type=\"unauthorized\"",
        &request_id,
    ] {
        assert!(rejected.contains(part), "{part} in {rejected}");
    }
}

/// Calls that end while they wait for the next attempt.
#[tokio::test]
async fn span_of_a_call_without_a_last_attempt_has_its_attempts() {
    let (log, _guard) = capture_log();
    let (sandbox, client) = sandbox().await;
    let later = Fault::status(503).header("retry-after", "10");
    sandbox.faults().set([later]);
    let cancelled = client.customer("c_1");
    let waits = async {
        while !log.text().contains("retrying") {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        result = cancelled => panic!("{result:?}"),
        () = waits => {}
    }

    let log = log.text();
    let closed = log
        .lines()
        .find(|line| line.contains("span: close "))
        .unwrap();
    for part in [
        "plain.attempts=1",
        "plain.request_id=",
        "error.type=\"cancelled\"",
    ] {
        assert_eq!(closed.matches(part).count(), 1, "{part} in {closed}");
    }
}
