//! The events in the memory of this process.

mod ledger;
mod queue;
mod state;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use plain_runtime::client::Clock;

use self::state::MemoryState;
use super::{
    ClaimRequest, Claimed, Counts, DeadRecord, DeadSelection, Outcome, Settlement, Store,
    StoreFuture,
};
use crate::pace::Pace;
use crate::record::Record;

/// Keeps events in memory.
#[derive(Debug)]
pub(crate) struct MemoryStore {
    clock: Clock,
    state: Mutex<MemoryState>,
}

impl MemoryStore {
    pub(crate) fn new(clock: Clock) -> Self {
        Self {
            clock,
            state: Mutex::default(),
        }
    }

    /// Runs an operation on the state, which never blocks for long.
    fn with_state<T: Send + 'static>(
        &self,
        operation: impl FnOnce(&mut MemoryState, SystemTime) -> T,
    ) -> StoreFuture<'_, T> {
        let now = self.clock.now();
        let result = operation(&mut self.state(), now);
        Box::pin(std::future::ready(Ok(result)))
    }

    fn state(&self) -> MutexGuard<'_, MemoryState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store for MemoryStore {
    fn enqueue<'a>(&'a self, records: &'a [Record]) -> StoreFuture<'a, Vec<bool>> {
        self.with_state(|state, now| {
            let is_new = records.iter().map(|record| state.enqueue(record, now));
            is_new.collect()
        })
    }

    fn claim<'a>(&'a self, request: &'a ClaimRequest) -> StoreFuture<'a, Claimed> {
        self.with_state(|state, now| state.claim(request, now))
    }

    fn settle<'a>(&'a self, settlements: &'a [Settlement]) -> StoreFuture<'a, ()> {
        self.with_state(|state, now| {
            let is_delivered = |it: &&Settlement| it.outcome == Outcome::Delivered;
            let delivered = settlements.iter().filter(is_delivered);
            let others = settlements.iter().filter(|it| !is_delivered(it));
            for settlement in delivered.chain(others) {
                state.settle(settlement, now);
            }
        })
    }

    fn draw_permit(&self, pace: Pace) -> StoreFuture<'_, Duration> {
        self.with_state(|state, now| state.draw_permit(pace, now))
    }

    fn pause(&self, time: Duration) -> StoreFuture<'_, ()> {
        self.with_state(|state, now| state.pause(time, now))
    }

    fn newest(&self) -> StoreFuture<'_, i64> {
        self.with_state(|state, _| state.newest())
    }

    fn pending_up_to(&self, id: i64) -> StoreFuture<'_, u64> {
        self.with_state(move |state, _| state.pending_up_to(id))
    }

    fn counts(&self) -> StoreFuture<'_, Counts> {
        self.with_state(|state, now| state.counts(now))
    }

    fn dead(&self, limit: u32) -> StoreFuture<'_, Vec<DeadRecord>> {
        self.with_state(|state, _| state.dead(limit as usize))
    }

    fn retry_dead<'a>(&'a self, selection: &'a DeadSelection) -> StoreFuture<'a, u64> {
        self.with_state(|state, _| state.retry_dead(selection))
    }

    fn discard_dead<'a>(&'a self, selection: &'a DeadSelection) -> StoreFuture<'a, u64> {
        self.with_state(|state, now| state.discard_dead(selection, now))
    }

    fn purge(&self, retention: Duration, limit: u32) -> StoreFuture<'_, u64> {
        self.with_state(|state, now| {
            let before = now.checked_sub(retention);
            state.purge(before.unwrap_or(SystemTime::UNIX_EPOCH), limit as usize)
        })
    }
}
