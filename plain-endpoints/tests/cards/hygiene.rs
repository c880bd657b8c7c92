//! Neither requests nor secrets are in logs and in `Debug`.

use std::sync::{Arc, Mutex};
use std::{fmt, io};

use plain_endpoints::testing::TestRequest;
use tracing::Dispatch;
use tracing::subscriber::NoSubscriber;
use tracing_subscriber::fmt::MakeWriter;

use super::{builder, endpoint};

const PERSONAL: [&str; 4] = ["jane@acme.com", "hunter2", "user-17", "Plan of"];

/// Collects the log.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

fn request(keys: &[&str]) -> TestRequest {
    let request = TestRequest::new(keys.iter().copied());
    request.email("jane@acme.com").external_id("user-17")
}

/// An error whose text cannot be written.
#[derive(Debug)]
struct PanicsOnDisplay;

impl fmt::Display for PanicsOnDisplay {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        panic!("jane@acme.com")
    }
}

impl std::error::Error for PanicsOnDisplay {}

/// Sends requests whose answers are logged to an endpoint of their own.
async fn send_logged_requests() {
    let cards = builder()
        .signing_secret("hunter2")
        .card_for("unwritable", async |_| Err::<Option<_>, _>(PanicsOnDisplay))
        .card_for("broken", async |_| {
            Err::<Option<_>, _>(io::Error::other("no connection"))
        });
    let cards = cards.bearer_token("hunter2").build().unwrap();
    let with_token = |request: TestRequest| request.bearer_token("hunter2");

    for _ in 0..2 {
        let keys = ["plan", "broken", "unwritable", "unknown", "jane@acme.com"];
        let request = with_token(request(&keys).sign("hunter2"));
        assert_eq!(request.send(&cards).await.status(), 200);
    }
    let wrong_signature = with_token(request(&["plan"])).sign("wrong");
    let wrong_token = request(&["plan"]).sign("hunter2").bearer_token("hunter22");
    for request in [request(&["plan"]), wrong_signature, wrong_token] {
        assert_eq!(request.send(&cards).await.status(), 401);
    }
    let wrong = request(&["plan"]).field("thread", "jane@acme.com".into());
    let wrong = with_token(wrong.sign("hunter2"));
    assert_eq!(wrong.send(&cards).await.status(), 400);
}

#[tokio::test]
async fn logs_have_keys_and_causes_only() {
    // With a single subscriber, `tracing` lets threads without one decide what is recorded.
    let _other = Dispatch::new(NoSubscriber::new());
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(log.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    send_logged_requests().await;

    let log = log.text();
    for personal in PERSONAL {
        assert!(!log.contains(personal), "{log}");
    }
    for expected in ["broken", "no connection", "its error panicked in the log"] {
        assert!(log.contains(expected), "{expected}: {log}");
    }
    let warnings = log.matches("that no function builds").count();
    assert_eq!(warnings, 2, "each key once: {log}");
}

#[test]
fn debug_shows_no_secrets() {
    let cards = endpoint();
    let builder = builder().signing_secret("hunter2").bearer_token("hunter2");
    let request = TestRequest::new(["plan"]).sign("hunter2");
    let request = request.bearer_token("hunter2");
    let debug = format!("{cards:?} {builder:?} {request:?} {:?}", request.headers());
    assert!(
        debug.contains("plan") && !debug.contains("hunter2"),
        "{debug}"
    );
}
