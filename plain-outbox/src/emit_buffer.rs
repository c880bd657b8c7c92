//! The buffer of emitted events.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::record::Record;
use crate::telemetry;

/// Events that are recorded in one transaction.
const BATCH: usize = 100;

/// Buffer of emitted events.
#[derive(Debug)]
pub(crate) struct EmitBuffer {
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

impl EmitBuffer {
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

    /// Adds an event. Says whether it fits.
    pub(crate) fn push(&self, record: Record) -> bool {
        let mut state = self.state();
        let is_full = state.records.len() >= self.capacity;
        if !is_full {
            state.records.push_back(record);
        }
        !is_full
    }

    /// The oldest events, which stay in the buffer.
    pub(crate) fn next_batch(&self) -> Vec<Record> {
        self.state().records.iter().take(BATCH).cloned().collect()
    }

    /// Removes the oldest events.
    pub(crate) fn remove(&self, count: usize) {
        self.state().records.drain(..count);
    }

    /// Counts and logs an event that is not recorded.
    pub(crate) fn drop_event(&self, reason: &'static str) {
        self.dropped.fetch_add(1, Ordering::Relaxed);
        telemetry::record_dropped();
        tracing::warn!(reason, "an emitted event is dropped");
    }

    /// Waits for the right to take events out of the buffer.
    pub(crate) async fn lock(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.writing.lock().await
    }

    /// Registers a writer, unless there is one. Says whether it is the only one.
    pub(crate) fn add_writer(&self) -> bool {
        !std::mem::replace(&mut self.state().has_writer, true)
    }

    pub(crate) fn remove_writer(&self) {
        self.state().has_writer = false;
    }

    /// Removes the writer if there is nothing to write. Says whether that is so.
    pub(crate) fn remove_idle_writer(&self) -> bool {
        let mut state = self.state();
        let is_empty = state.records.is_empty();
        state.has_writer &= !is_empty;
        is_empty
    }

    fn state(&self) -> MutexGuard<'_, EmitState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
