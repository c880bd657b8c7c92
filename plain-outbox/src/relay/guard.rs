//! Flushes at the end of a program.

use std::fmt;
use std::thread;
use std::time::Duration;

use tokio::runtime::{Builder, Handle, RuntimeFlavor};
use tokio::time::timeout;

use super::builder::Relay;
use super::flush::flush;
use crate::error::Error;

/// Flushes the outbox when it is dropped, see [`RelayHandle::guard`](crate::RelayHandle::guard).
///
/// ```
/// # async fn example(relay: plain_outbox::RelayHandle) {
/// let guard = relay.guard(std::time::Duration::from_secs(5));
/// drop(guard);
/// # }
/// ```
#[must_use = "the guard flushes when it is dropped"]
pub struct FlushGuard {
    relay: Relay,
    runtime: Handle,
    timeout: Duration,
}

impl FlushGuard {
    pub(super) fn new(relay: Relay, runtime: Handle, timeout: Duration) -> Self {
        Self {
            relay,
            runtime,
            timeout,
        }
    }

    fn flush(&self) -> Result<(), Error> {
        let is_multi_thread = |it: &Handle| it.runtime_flavor() == RuntimeFlavor::MultiThread;
        match Handle::try_current() {
            Ok(current) if is_multi_thread(&current) && current.id() == self.runtime.id() => {
                tokio::task::block_in_place(|| {
                    current.block_on(flush(self.relay.outbox(), self.timeout))
                })
            }
            _ => self.flush_on_a_thread(),
        }
    }

    /// Delivers what is due on a runtime of its own. The runtime of the relay may be blocked, or over.
    fn flush_on_a_thread(&self) -> Result<(), Error> {
        let deliver = || {
            let runtime = Builder::new_current_thread().enable_all().build();
            let runtime = runtime.map_err(|error| Error::Config(error.to_string()))?;
            runtime.block_on(async {
                let relay = self.relay.detach();
                // The flush decides.
                let _ = timeout(self.timeout / 2, relay.deliver_due()).await;
                flush(relay.outbox(), self.timeout / 2).await
            })
        };
        thread::scope(|scope| {
            let thread = scope.spawn(deliver);
            let panicked = |_| Err(Error::Config("the flush panicked".to_owned()));
            thread.join().unwrap_or_else(panicked)
        })
    }
}

impl Drop for FlushGuard {
    fn drop(&mut self) {
        let Err(error) = self.flush() else {
            return;
        };
        let engine = self.relay.outbox().0.engine;
        let fate = if engine == "memory" {
            "they are lost if the process ends now"
        } else {
            "they are recorded, and the next relay delivers them"
        };
        tracing::error!(%error, fate, "not all events were sent");
        eprintln!("plain-outbox: not all events were sent; {fate}: {error}");
    }
}

impl fmt::Debug for FlushGuard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FlushGuard")
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
