//! The events in the memory of this process.

use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use plain_runtime::client::Clock;

use super::{
    ClaimRequest, Claimed, Counts, DeadRecord, DeadSelection, Delivery, Lease, Outcome, Settlement,
    Store, StoreFuture,
};
use crate::pace::{Budget, Pace};
use crate::record::Record;

/// Keeps events in memory.
#[derive(Debug)]
pub(crate) struct MemoryStore {
    clock: Clock,
    state: Mutex<MemoryState>,
}

#[derive(Debug, Default)]
struct MemoryState {
    last_id: i64,
    /// Events by ordering key, each in the order in which they were enqueued.
    queues: BTreeMap<String, BTreeMap<i64, Pending>>,
    /// Ordering key of each pending event.
    keys: HashMap<i64, String>,
    /// When the event with this kind and external ID was delivered or discarded; `None` if it was not.
    known: HashMap<(String, String), Option<SystemTime>>,
    dead: BTreeMap<i64, DeadRecord>,
    delivered: u64,
    budget: Budget,
}

#[derive(Debug)]
struct Pending {
    record: Record,
    enqueued_at: SystemTime,
    /// End of the lease or of the wait for a retry.
    visible_at: SystemTime,
    is_leased: bool,
    generation: i32,
    attempts: u32,
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

impl MemoryState {
    fn enqueue(&mut self, record: &Record, now: SystemTime) -> bool {
        let known = (record.kind.clone(), record.external_id.clone());
        if self.known.contains_key(&known) {
            return false;
        }
        self.known.insert(known, None);
        self.push(record.clone(), now, now);
        true
    }

    fn push(&mut self, record: Record, enqueued_at: SystemTime, visible_at: SystemTime) {
        self.last_id += 1;
        self.keys.insert(self.last_id, record.ordering_key.clone());
        let queue = self.queues.entry(record.ordering_key.clone()).or_default();
        queue.insert(
            self.last_id,
            Pending {
                record,
                enqueued_at,
                visible_at,
                is_leased: false,
                generation: 0,
                attempts: 0,
            },
        );
    }

    fn claim(&mut self, request: &ClaimRequest, now: SystemTime) -> Claimed {
        let max = match self.budget.available(request.pace, request.max, now) {
            Ok(max) => max as usize,
            Err(wait) => {
                return Claimed {
                    next_after: request.after.clone(),
                    budget_opens_in: Some(wait),
                    ..Claimed::default()
                };
            }
        };
        let mut claimed = Claimed::default();
        let behind = (Bound::Excluded(&request.after), Bound::Unbounded);
        let before = (Bound::Unbounded, Bound::Included(&request.after));
        let mut keys = 0;
        let queues = self.queues.range::<String, _>(behind);
        let mut due = Vec::new();
        for (key, queue) in queues.chain(self.queues.range::<String, _>(before)) {
            if due.len() == max || keys == request.max_keys {
                break;
            }
            keys += 1;
            claimed.next_after.clone_from(key);
            if let Some((id, head)) = queue.first_key_value()
                && queue.values().all(|event| event.visible_at <= now)
            {
                due.push((key.clone(), *id, head.record.clone()));
            }
        }
        claimed.is_complete = keys as usize == self.queues.len();
        let count = u32::try_from(due.len()).unwrap_or(u32::MAX);
        let waits = self.budget.draw(request.pace, count, now);
        claimed.deliveries = due
            .into_iter()
            .zip(waits)
            .filter_map(|((key, id, record), send_in)| {
                let head = self.queues.get_mut(&key)?.get_mut(&id)?;
                Some(head.lease(id, record, send_in, now + request.lease))
            })
            .collect();
        claimed
    }

    fn settle(&mut self, settlement: &Settlement, now: SystemTime) {
        let Lease { id, generation } = settlement.lease;
        let Some(key) = self.keys.get(&id) else {
            return;
        };
        let Some(event) = self
            .queues
            .get_mut(key)
            .and_then(|queue| queue.get_mut(&id))
        else {
            return;
        };
        let is_current = event.is_leased && event.generation == generation;
        match &settlement.outcome {
            Outcome::Delivered => {
                self.remove(id, Some(now));
                self.delivered += 1;
            }
            Outcome::Retry { after, counts } if is_current => {
                event.is_leased = false;
                event.visible_at = now + *after;
                event.attempts -= u32::from(!counts);
            }
            Outcome::Dead { reason } if is_current => {
                let reason = reason.clone();
                if let Some(event) = self.remove(id, None) {
                    self.dead.insert(id, event.into_dead(id, now, reason));
                }
            }
            Outcome::Retry { .. } | Outcome::Dead { .. } => {}
        }
    }

    /// Removes a pending event. Its external ID stays known, from `settled_at` on for the retention only.
    fn remove(&mut self, id: i64, settled_at: Option<SystemTime>) -> Option<Pending> {
        let key = self.keys.remove(&id)?;
        let queue = self.queues.get_mut(&key)?;
        let event = queue.remove(&id)?;
        if queue.is_empty() {
            self.queues.remove(&key);
        }
        let Record {
            kind, external_id, ..
        } = &event.record;
        self.known
            .insert((kind.clone(), external_id.clone()), settled_at);
        Some(event)
    }

    fn take_dead(&mut self, selection: &DeadSelection) -> Vec<DeadRecord> {
        match selection {
            DeadSelection::All => std::mem::take(&mut self.dead).into_values().collect(),
            DeadSelection::Ids(ids) => ids.iter().filter_map(|id| self.dead.remove(id)).collect(),
        }
    }

    fn counts(&self, now: SystemTime) -> Counts {
        let events = || self.queues.values().flat_map(BTreeMap::values);
        let is_in_flight = |event: &&Pending| event.is_leased && event.visible_at > now;
        let oldest = events().map(|event| event.enqueued_at).min();
        Counts {
            pending: self.keys.len() as u64,
            in_flight: events().filter(is_in_flight).count() as u64,
            delivered: self.delivered,
            dead: self.dead.len() as u64,
            oldest_pending: oldest.map(|time| now.duration_since(time).unwrap_or_default()),
        }
    }

    fn purge(&mut self, before: SystemTime, limit: usize) -> u64 {
        let old: Vec<_> = self
            .known
            .iter()
            .filter(|(_, settled_at)| settled_at.is_some_and(|time| time < before))
            .map(|(known, _)| known.clone())
            .take(limit)
            .collect();
        for known in &old {
            self.known.remove(known);
        }
        old.len() as u64
    }
}

impl Pending {
    fn lease(&mut self, id: i64, record: Record, send_in: Duration, until: SystemTime) -> Delivery {
        self.generation += 1;
        self.attempts += 1;
        self.is_leased = true;
        self.visible_at = until;
        Delivery {
            lease: Lease {
                id,
                generation: self.generation,
            },
            record,
            enqueued_at: self.enqueued_at,
            attempt: self.attempts,
            send_in,
        }
    }

    fn into_dead(self, id: i64, died_at: SystemTime, reason: String) -> DeadRecord {
        DeadRecord {
            id,
            record: self.record,
            enqueued_at: self.enqueued_at,
            died_at,
            attempts: self.attempts,
            reason,
        }
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
            for settlement in settlements {
                state.settle(settlement, now);
            }
        })
    }

    fn draw_permit(&self, pace: Pace) -> StoreFuture<'_, Duration> {
        self.with_state(|state, now| {
            let waits = state.budget.draw(pace, 1, now);
            waits.first().copied().unwrap_or_default()
        })
    }

    fn pause(&self, time: Duration) -> StoreFuture<'_, ()> {
        self.with_state(|state, now| state.budget.pause(time, now))
    }

    fn newest(&self) -> StoreFuture<'_, i64> {
        self.with_state(|state, _| state.last_id)
    }

    fn pending_up_to(&self, id: i64) -> StoreFuture<'_, u64> {
        self.with_state(|state, _| state.keys.keys().filter(|it| **it <= id).count() as u64)
    }

    fn counts(&self) -> StoreFuture<'_, Counts> {
        self.with_state(|state, now| state.counts(now))
    }

    fn dead(&self, limit: u32) -> StoreFuture<'_, Vec<DeadRecord>> {
        self.with_state(|state, _| {
            let newest = state.dead.values().rev().take(limit as usize);
            newest.cloned().collect()
        })
    }

    fn retry_dead<'a>(&'a self, selection: &'a DeadSelection) -> StoreFuture<'a, u64> {
        self.with_state(|state, now| {
            let dead = state.take_dead(selection);
            let count = dead.len() as u64;
            for DeadRecord {
                record,
                enqueued_at,
                ..
            } in dead
            {
                state.push(record, enqueued_at, now);
            }
            count
        })
    }

    fn discard_dead<'a>(&'a self, selection: &'a DeadSelection) -> StoreFuture<'a, u64> {
        self.with_state(|state, now| {
            let dead = state.take_dead(selection);
            for DeadRecord { record, .. } in &dead {
                let known = (record.kind.clone(), record.external_id.clone());
                state.known.insert(known, Some(now));
            }
            dead.len() as u64
        })
    }

    fn purge(&self, retention: Duration, limit: u32) -> StoreFuture<'_, u64> {
        self.with_state(|state, now| {
            let before = now.checked_sub(retention);
            state.purge(before.unwrap_or(SystemTime::UNIX_EPOCH), limit as usize)
        })
    }
}
