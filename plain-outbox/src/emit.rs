//! Events that are recorded later, so that the code that emits them neither waits nor fails.

use std::time::Duration;

use tokio::runtime::Handle;

use crate::error::Error;
use crate::event::OutboxEvent;
use crate::outbox::Outbox;
use crate::record::Record;
use crate::telemetry;

/// Wait of the writer after a failure of the database.
const WRITE_RETRY: Duration = Duration::from_secs(1);

/// The writer of an outbox, while it runs.
struct EmitWriter {
    outbox: Outbox,
    has_ended: bool,
}

impl Outbox {
    /// Records an event in the background: never waits, never fails. For events that may be lost if the
    /// process dies in the next moment; otherwise use [`enqueue`](Self::enqueue).
    ///
    /// The event waits in a buffer of bounded size
    /// ([`OutboxBuilder::emit_capacity`](crate::OutboxBuilder::emit_capacity)), which a task of the current
    /// tokio runtime writes to the database, and every relay of this process. An event that is invalid, or
    /// does not fit, is dropped, logged and counted. Outside a runtime, the event waits for a relay.
    ///
    /// # Examples
    ///
    /// ```
    /// let outbox = plain_outbox::Outbox::in_memory();
    /// outbox.emit(&plain_runtime::customer_event!(
    ///     title = "Signed in",
    ///     customer_identifier = email_address("jane@acme.com"),
    ///     components = [text("From a new device.")],
    /// ));
    /// ```
    pub fn emit<E, Kind>(&self, event: &E)
    where
        E: OutboxEvent<Kind> + ?Sized,
    {
        let buffer = &self.0.emitted;
        match Record::new(event.recorded_event()) {
            Ok(record) => {
                if !buffer.push(record) {
                    return buffer.drop_event("the buffer is full");
                }
                self.start_writer();
                self.0.enqueued.notify_waiters();
            }
            Err(_) => buffer.drop_event("the event is invalid"),
        }
    }

    /// Starts the writer in the current runtime, if there is one and no writer runs.
    fn start_writer(&self) {
        let Ok(runtime) = Handle::try_current() else {
            return;
        };
        if self.0.emitted.add_writer() {
            let writer = EmitWriter {
                outbox: self.clone(),
                has_ended: false,
            };
            runtime.spawn(writer.run());
        }
    }

    /// Writes the emitted events to the database.
    pub(crate) async fn write_emitted(&self) -> Result<(), Error> {
        let buffer = &self.0.emitted;
        let _writing = buffer.lock().await;
        loop {
            let batch = buffer.next_batch();
            if batch.is_empty() {
                return Ok(());
            }
            let is_new = self.0.store.enqueue(&batch).await?;
            // Only now: a caller that is cancelled before leaves the events in the buffer, and recording
            // them again does nothing.
            buffer.remove(batch.len());
            let count = is_new.into_iter().filter(|is_new| *is_new).count();
            telemetry::record_enqueued(count as u64);
            self.0.enqueued.notify_waiters();
        }
    }
}

impl EmitWriter {
    async fn run(mut self) {
        let outbox = self.outbox.clone();
        loop {
            let result = outbox.write_emitted().await;
            if let Err(error) = result {
                tracing::error!(%error, "emitted events cannot be recorded yet");
                tokio::time::sleep(WRITE_RETRY).await;
                continue;
            }
            if outbox.0.emitted.remove_idle_writer() {
                self.has_ended = true;
                return;
            }
        }
    }
}

/// The runtime ends: the next event starts a writer in another one.
impl Drop for EmitWriter {
    fn drop(&mut self) {
        if !self.has_ended {
            self.outbox.0.emitted.remove_writer();
        }
    }
}
