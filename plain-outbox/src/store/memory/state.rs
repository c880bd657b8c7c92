//! The state of a store in memory. No operation of a relay reads all events.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Bound;
use std::time::{Duration, SystemTime};

use super::ledger::Ledger;
use super::queue::{Pending, Queue};
use crate::pace::{Budget, Pace};
use crate::record::Record;
use crate::store::{
    ClaimRequest, Claimed, Counts, DeadRecord, DeadSelection, Lease, Outcome, Settlement,
};

#[derive(Debug, Default)]
pub(super) struct MemoryState {
    last_id: i64,
    queues: BTreeMap<String, Queue>,
    /// Ordering key of each pending event.
    keys: BTreeMap<i64, String>,
    /// Times at which the pending events were enqueued.
    ages: BTreeSet<(SystemTime, i64)>,
    /// Ends of the leases.
    leases: HashMap<i64, SystemTime>,
    ledger: Ledger,
    dead: BTreeMap<i64, DeadRecord>,
    delivered: u64,
    budget: Budget,
}

impl MemoryState {
    pub(super) fn enqueue(&mut self, record: &Record, now: SystemTime) -> bool {
        let is_new = self.ledger.add(record);
        if is_new {
            self.push(record.clone(), now);
        }
        is_new
    }

    fn push(&mut self, record: Record, enqueued_at: SystemTime) {
        self.last_id += 1;
        self.keys.insert(self.last_id, record.ordering_key.clone());
        self.ages.insert((enqueued_at, self.last_id));
        let queue = self.queues.entry(record.ordering_key.clone()).or_default();
        queue.push(self.last_id, record, enqueued_at);
    }

    pub(super) fn claim(&mut self, request: &ClaimRequest, now: SystemTime) -> Claimed {
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
            if let Some(id) = queue.due(now) {
                due.push((key.clone(), id));
            }
        }
        claimed.is_complete = keys as usize == self.queues.len();
        let count = u32::try_from(due.len()).unwrap_or(u32::MAX);
        let waits = self.budget.draw(request.pace, count, now);
        let until = now + request.lease;
        for ((key, id), send_in) in due.into_iter().zip(waits) {
            self.leases.insert(id, until);
            let queue = self.queues.get_mut(&key);
            let delivery = queue.and_then(|queue| queue.lease(id, send_in, until));
            claimed.deliveries.extend(delivery);
        }
        claimed
    }

    pub(super) fn settle(&mut self, settlement: &Settlement, now: SystemTime) {
        let lease = settlement.lease;
        match &settlement.outcome {
            Outcome::Delivered => {
                if let Some(event) = self.remove(lease.id) {
                    self.ledger.settle(&event.record, now);
                    self.delivered += 1;
                }
            }
            Outcome::Retry { after, counts } => {
                if let Some(queue) = self.queue_of(lease) {
                    queue.release(lease.id, now + *after, *counts);
                    self.leases.remove(&lease.id);
                }
            }
            Outcome::Dead { reason } => {
                if self.queue_of(lease).is_some()
                    && let Some(event) = self.remove(lease.id)
                {
                    let letter = event.into_dead(lease.id, now, reason.clone());
                    self.dead.insert(lease.id, letter);
                }
            }
        }
    }

    /// The queue of an event, if the lease is the event's current one.
    fn queue_of(&mut self, lease: Lease) -> Option<&mut Queue> {
        let queue = self.queues.get_mut(self.keys.get(&lease.id)?)?;
        queue.holds(lease).then_some(queue)
    }

    /// Removes a pending event. Its external ID stays known.
    fn remove(&mut self, id: i64) -> Option<Pending> {
        let key = self.keys.remove(&id)?;
        let queue = self.queues.get_mut(&key)?;
        let event = queue.remove(id)?;
        if queue.is_empty() {
            self.queues.remove(&key);
        }
        self.leases.remove(&id);
        self.ages.remove(&(event.enqueued_at, id));
        Some(event)
    }

    pub(super) fn draw_permit(&mut self, pace: Pace, now: SystemTime) -> Duration {
        let waits = self.budget.draw(pace, 1, now);
        waits.first().copied().unwrap_or_default()
    }

    pub(super) fn pause(&mut self, time: Duration, now: SystemTime) {
        self.budget.pause(time, now);
    }

    pub(super) fn newest(&self) -> i64 {
        self.last_id
    }

    pub(super) fn pending_up_to(&self, id: i64) -> u64 {
        self.keys.range(..=id).count() as u64
    }

    pub(super) fn counts(&self, now: SystemTime) -> Counts {
        let in_flight = self.leases.values().filter(|until| **until > now);
        let oldest = self.ages.first();
        Counts {
            pending: self.keys.len() as u64,
            in_flight: in_flight.count() as u64,
            delivered: self.delivered,
            dead: self.dead.len() as u64,
            oldest_pending: oldest.map(|(time, _)| now.duration_since(*time).unwrap_or_default()),
        }
    }

    /// The latest dead letters.
    pub(super) fn dead(&self, limit: usize) -> Vec<DeadRecord> {
        self.dead.values().rev().take(limit).cloned().collect()
    }

    fn take_dead(&mut self, selection: &DeadSelection) -> Vec<DeadRecord> {
        match selection {
            DeadSelection::All => std::mem::take(&mut self.dead).into_values().collect(),
            DeadSelection::Ids(ids) => ids.iter().filter_map(|id| self.dead.remove(id)).collect(),
        }
    }

    pub(super) fn retry_dead(&mut self, selection: &DeadSelection) -> u64 {
        let dead = self.take_dead(selection);
        let count = dead.len() as u64;
        for letter in dead {
            self.push(letter.record, letter.enqueued_at);
        }
        count
    }

    pub(super) fn discard_dead(&mut self, selection: &DeadSelection, now: SystemTime) -> u64 {
        let dead = self.take_dead(selection);
        for letter in &dead {
            self.ledger.settle(&letter.record, now);
        }
        dead.len() as u64
    }

    pub(super) fn purge(&mut self, before: SystemTime, limit: usize) -> u64 {
        self.ledger.purge(before, limit)
    }
}
