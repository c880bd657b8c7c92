//! Relays that run until they are stopped.

use std::fmt;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::Instant;

use super::builder::Relay;
use super::flush::flush;
use super::guard::FlushGuard;
use super::run::run;
use super::settings::MAX_TIME;
use crate::error::Error;

/// A running relay, from [`Relay::start`].
///
/// Like tokio's own handles, dropping it does not stop the relay, which then runs as long as its runtime.
/// Call [`shutdown`](Self::shutdown) at the end of the program, or keep a [`guard`](Self::guard).
///
/// ```
/// use std::time::Duration;
/// use plain_outbox::Outbox;
/// use plain_sandbox::Sandbox;
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), plain_outbox::Error> {
/// let sandbox = Sandbox::start().await;
/// let outbox = Outbox::in_memory();
/// let relay = outbox.relay(sandbox.client()).start()?;
/// outbox.emit(&plain_runtime::customer_event!(
///     title = "Trial completed",
///     customer_identifier = email_address("jane@acme.com"),
///     components = [text("Fourteen days are over.")],
/// ));
/// relay.shutdown(Duration::from_secs(5)).await?;
/// sandbox.expect_events(1, |event| event.title == "Trial completed");
/// # Ok(())
/// # }
/// ```
#[must_use = "without a handle, the relay cannot be shut down"]
pub struct RelayHandle {
    relay: Relay,
    runtime: Handle,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Relay {
    /// Starts the relay as a task of the current tokio runtime.
    ///
    /// It outlives every failure of the database and of Plain: it logs, waits and goes on.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if the settings contradict each other, if the database does not let this role relay,
    /// or without a tokio runtime.
    ///
    /// # Examples
    ///
    /// See [`Relay`].
    pub fn start(&self) -> Result<RelayHandle, Error> {
        let courier = self.courier()?;
        let runtime = tokio::runtime::Handle::try_current().map_err(|_| {
            Error::Config(
                "a relay needs a tokio runtime\nhelp: call `start` in an async function, under \
                 `#[tokio::main]`"
                    .to_owned(),
            )
        })?;
        let stop = watch::Sender::new(false);
        let task = runtime.spawn(run(courier, stop.clone()));
        Ok(RelayHandle {
            relay: self.clone(),
            runtime,
            stop,
            task,
        })
    }

    /// Runs the relay until a future completes, for a process that does nothing else. Then finishes the
    /// requests in flight and returns. All other events stay recorded.
    ///
    /// # Errors
    ///
    /// * [`Error::Config`] if the settings contradict each other, or if the database does not let this role relay.
    /// * [`Error::Unsettled`] if the outcomes of the last deliveries cannot be recorded. They are sent again
    ///   after their lease, and Plain rejects them as duplicates.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(outbox: plain_outbox::Outbox, client: plain_runtime::Client, terminated: impl Future<Output = ()>) -> Result<(), plain_outbox::Error> {
    /// outbox.relay(client).run_until(terminated).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn run_until(&self, shutdown: impl Future) -> Result<(), Error> {
        let courier = self.courier()?;
        let limit = self.settings().time_for_delivery();
        let stop = watch::Sender::new(false);
        let mut relay = std::pin::pin!(run(courier, stop.clone()));
        tokio::select! {
            () = &mut relay => return Ok(()),
            _ = shutdown => stop.send_replace(true),
        };
        let stopped = tokio::time::timeout(limit, relay).await;
        stopped.map_err(|_| Error::Unsettled {
            left: self.settings().max_in_flight as u64,
        })
    }
}

impl RelayHandle {
    /// Waits until every event that was enqueued or emitted before this call is settled, by any relay:
    /// delivered, or a dead letter.
    ///
    /// # Errors
    ///
    /// After the timeout, [`Error::Unsettled`] with the number of events that are left, or
    /// [`Error::Database`] if the database fails. The events stay recorded.
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(relay: plain_outbox::RelayHandle) -> Result<(), plain_outbox::Error> {
    /// relay.flush(std::time::Duration::from_secs(5)).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn flush(&self, timeout: Duration) -> Result<(), Error> {
        flush(self.relay.outbox(), timeout).await
    }

    /// Flushes, finishes the requests in flight, and stops the relay.
    ///
    /// It is stopped after the timeout in any case. Requests that are in flight then are cancelled; after
    /// their lease, another relay sends their events again, and Plain rejects those that it has.
    ///
    /// # Errors
    ///
    /// As for [`flush`](Self::flush).
    ///
    /// # Examples
    ///
    /// See [`RelayHandle`].
    ///
    /// # Examples
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// # async fn example(relay: plain_outbox::RelayHandle) {
    /// if let Err(error) = relay.shutdown(Duration::from_secs(10)).await {
    ///     // The events are recorded; the next process delivers them.
    ///     eprintln!("{error}");
    /// }
    /// # }
    /// ```
    pub async fn shutdown(mut self, timeout: Duration) -> Result<(), Error> {
        let end = Instant::now() + timeout.min(MAX_TIME);
        // A part of the time is for the requests in flight.
        let flushed = self.flush(timeout.mul_f64(0.8)).await;
        self.stop.send_replace(true);
        if tokio::time::timeout_at(end, &mut self.task).await.is_err() {
            self.task.abort();
        }
        flushed
    }

    /// A guard that flushes when it is dropped, for at most `timeout`: at the end of `main`, or while a panic
    /// unwinds.
    ///
    /// On a runtime with several threads, the drop waits for this relay. On one with a single thread, which
    /// the drop blocks, or after the end of the runtime, another thread delivers the events that are due; those
    /// in flight are left. Events that are left are reported on the standard error, and to `tracing`.
    ///
    /// Prefer [`shutdown`](Self::shutdown) where the code can wait asynchronously.
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(relay: plain_outbox::RelayHandle) {
    /// let _guard = relay.guard(std::time::Duration::from_secs(5));
    /// // The program.
    /// # }
    /// ```
    pub fn guard(&self, timeout: Duration) -> FlushGuard {
        FlushGuard::new(self.relay.clone(), self.runtime.clone(), timeout)
    }
}

impl fmt::Debug for RelayHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RelayHandle")
            .field("relay", &self.relay)
            .finish_non_exhaustive()
    }
}
