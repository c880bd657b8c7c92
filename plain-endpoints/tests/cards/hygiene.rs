//! Neither requests nor secrets are in logs and in `Debug`.

use std::io;
use std::sync::{Arc, Mutex};

use plain_endpoints::testing::TestRequest;
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

#[tokio::test]
async fn logs_have_keys_and_causes_only() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(log.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let cards = builder()
        .signing_secret("hunter2")
        .card_for("broken", async |_| {
            Err::<Option<_>, _>(io::Error::other("no connection"))
        });
    let cards = cards.build().unwrap();

    for _ in 0..2 {
        let keys = ["plan", "broken", "unknown", "jane@acme.com"];
        request(&keys).sign("hunter2").send(&cards).await;
    }
    request(&["plan"]).sign("wrong").send(&cards).await;
    let wrong = request(&["plan"]).field("thread", "jane@acme.com".into());
    wrong.sign("hunter2").send(&cards).await;

    let log = log.text();
    for personal in PERSONAL {
        assert!(!log.contains(personal), "{log}");
    }
    assert!(
        log.contains("no connection") && log.contains("broken"),
        "{log}"
    );
    let warnings = log.matches("that no function builds").count();
    assert_eq!(warnings, 2, "each key once: {log}");
}

#[test]
fn debug_shows_no_secrets() {
    let cards = endpoint();
    let builder = builder().signing_secret("hunter2").bearer_token("hunter2");
    let debug = format!("{cards:?} {builder:?}");
    assert!(
        debug.contains("plan") && !debug.contains("hunter2"),
        "{debug}"
    );
}
