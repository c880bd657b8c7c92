//! Events that are recorded later, so that the code that emits them neither waits nor fails.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::runtime::Handle;

use crate::error::Error;
use crate::event::OutboxEvent;
use crate::outbox::Outbox;
use crate::record::Record;
use crate::telemetry;

/// Events that are recorded in one transaction.
const BATCH: usize = 100;
/// Wait of the writer after a failure of the database.
const WRITE_RETRY: Duration = Duration::from_secs(1);

/// Buffer of emitted events.
#[derive(Debug)]
pub(crate) struct Emitter {
    capacity: usize,
    state: Mutex<EmitState>,
    /// Held while a batch is written, by the only task that takes events out of the buffer.
    writing: tokio::sync::Mutex<()>,
    dropped: AtomicU64,
}

#[derive(Debug, Default)]
struct EmitState {
    records: VecDeque<Record>,
    has_writer: bool,
}

/// The writer of an outbox, while it runs.
struct EmitWriter {
    outbox: Outbox,
    has_ended: bool,
}

impl Emitter {
    pub(crate) fn new(capacity: usize) -> Self {
        Self {
            capacity,
            state: Mutex::default(),
            writing: tokio::sync::Mutex::new(()),
            dropped: AtomicU64::new(0),
        }
    }

    /// Another buffer with the events of this one. They may be recorded through both: the second time does
    /// nothing.
    pub(crate) fn duplicate(&self) -> Self {
        let copy = Self::new(self.capacity);
        copy.state().records.clone_from(&self.state().records);
        copy
    }

    /// Number of events that were not recorded.
    pub(crate) fn dropped(&self) -> u64 {
        self.dropped.load(Ordering::Relaxed)
    }

    fn state(&self) -> MutexGuard<'_, EmitState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn push(&self, record: Record) -> bool {
        let mut state = self.state();
        let is_full = state.records.len() >= self.capacity;
        if !is_full {
            state.records.push_back(record);
        }
        !is_full
    }

    fn next_batch(&self) -> Vec<Record> {
        self.state().records.iter().take(BATCH).cloned().collect()
    }

    fn remove(&self, count: usize) {
        self.state().records.drain(..count);
    }

    fn drop_event(&self, reason: &'static str) {
        self.dropped.fetch_add(1, Ordering::Relaxed);
        telemetry::record_dropped();
        tracing::warn!(reason, "an emitted event is dropped");
    }
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
        let emitter = &self.0.emitter;
        match Record::new(event.recorded_event()) {
            Ok(record) => {
                if !emitter.push(record) {
                    return emitter.drop_event("the buffer is full");
                }
                self.start_writer();
                self.0.enqueued.notify_waiters();
            }
            Err(_) => emitter.drop_event("the event is invalid"),
        }
    }

    /// Starts the writer in the current runtime, if there is one and no writer runs.
    fn start_writer(&self) {
        let Ok(runtime) = Handle::try_current() else {
            return;
        };
        let had_writer = std::mem::replace(&mut self.0.emitter.state().has_writer, true);
        if !had_writer {
            let writer = EmitWriter {
                outbox: self.clone(),
                has_ended: false,
            };
            runtime.spawn(writer.run());
        }
    }

    /// Writes the emitted events to the database.
    pub(crate) async fn write_emitted(&self) -> Result<(), Error> {
        let emitter = &self.0.emitter;
        let _writing = emitter.writing.lock().await;
        loop {
            let batch = emitter.next_batch();
            if batch.is_empty() {
                return Ok(());
            }
            let is_new = self.0.store.enqueue(&batch).await?;
            // Only now: a caller that is cancelled before leaves the events in the buffer, and recording
            // them again does nothing.
            emitter.remove(batch.len());
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
            let mut state = outbox.0.emitter.state();
            if state.records.is_empty() {
                state.has_writer = false;
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
            self.outbox.0.emitter.state().has_writer = false;
        }
    }
}
