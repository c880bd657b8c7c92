//! Captures the log of a test.

use std::io;
use std::sync::{Arc, OnceLock};

use tokio::sync::watch;
use tracing::subscriber::{DefaultGuard, NoSubscriber};
use tracing::{Dispatch, Level};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;

/// Text that was logged.
#[derive(Debug, Clone)]
pub(crate) struct Log(Arc<watch::Sender<String>>);

impl Log {
    /// Captures everything that this thread logs until the guard is dropped.
    pub(crate) fn capture() -> (Self, DefaultGuard) {
        // With a single subscriber, `tracing` lets threads without one decide what is recorded.
        static OTHER: OnceLock<Dispatch> = OnceLock::new();
        OTHER.get_or_init(|| Dispatch::new(NoSubscriber::new()));
        let log = Self(Arc::new(watch::Sender::new(String::new())));
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(Level::TRACE)
            .with_span_events(FmtSpan::FULL)
            .with_ansi(false)
            .with_writer(log.clone())
            .finish();
        (log, tracing::subscriber::set_default(subscriber))
    }

    pub(crate) fn text(&self) -> String {
        self.0.borrow().clone()
    }

    /// Waits until a text is logged.
    #[cfg(feature = "sqlite")]
    pub(crate) async fn wait_for(&self, text: &str) {
        self.wait_for_count(text, 1).await;
    }

    /// Waits until a text is logged so many times.
    #[cfg(any(feature = "sqlite", feature = "postgres"))]
    pub(crate) async fn wait_for_count(&self, text: &str, count: usize) {
        let mut receiver = self.0.subscribe();
        let logged = receiver.wait_for(|log| log.matches(text).count() >= count);
        tokio::time::timeout(crate::fixture::LIMIT, logged)
            .await
            .unwrap()
            .unwrap();
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(bytes);
        self.0.send_modify(|log| log.push_str(&text));
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
