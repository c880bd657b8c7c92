//! The events of one ordering key.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, SystemTime};

use crate::record::Record;
use crate::store::{DeadRecord, Delivery, Lease};

/// The pending events of an ordering key, in the order in which they were enqueued.
#[derive(Debug, Default)]
pub(super) struct Queue {
    events: BTreeMap<i64, Pending>,
    /// IDs of those that were leased before. All others are due.
    tried: BTreeSet<i64>,
}

#[derive(Debug)]
pub(super) struct Pending {
    pub(super) record: Record,
    pub(super) enqueued_at: SystemTime,
    /// End of the lease or of the wait for a retry.
    visible_at: SystemTime,
    is_leased: bool,
    generation: i32,
    attempts: u32,
}

impl Queue {
    pub(super) fn push(&mut self, id: i64, record: Record, enqueued_at: SystemTime) {
        let event = Pending {
            record,
            enqueued_at,
            visible_at: SystemTime::UNIX_EPOCH,
            is_leased: false,
            generation: 0,
            attempts: 0,
        };
        self.events.insert(id, event);
    }

    pub(super) fn remove(&mut self, id: i64) -> Option<Pending> {
        self.tried.remove(&id);
        self.events.remove(&id)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// The oldest event, if it is due: no event of the key is leased or waits.
    pub(super) fn due(&self, now: SystemTime) -> Option<i64> {
        let mut tried = self.tried.iter().filter_map(|id| self.events.get(id));
        let is_due = tried.all(|event| event.visible_at <= now);
        let (id, _) = self.events.first_key_value().filter(|_| is_due)?;
        Some(*id)
    }

    pub(super) fn lease(
        &mut self,
        id: i64,
        send_in: Duration,
        until: SystemTime,
    ) -> Option<Delivery> {
        let event = self.events.get_mut(&id)?;
        self.tried.insert(id);
        event.generation += 1;
        // A lease that ran out was cut off, so its attempt does not count.
        event.attempts += u32::from(!event.is_leased);
        event.is_leased = true;
        event.visible_at = until;
        Some(Delivery {
            lease: Lease {
                id,
                generation: event.generation,
            },
            record: event.record.clone(),
            enqueued_at: event.enqueued_at,
            attempt: event.attempts,
            send_in,
        })
    }

    /// Whether a lease is the current one of its event.
    pub(super) fn holds(&self, lease: Lease) -> bool {
        let event = self.events.get(&lease.id);
        event.is_some_and(|event| event.is_leased && event.generation == lease.generation)
    }

    /// Ends the lease of an event, which waits for a retry.
    pub(super) fn release(&mut self, id: i64, until: SystemTime, counts: bool) {
        if let Some(event) = self.events.get_mut(&id) {
            event.is_leased = false;
            event.visible_at = until;
            event.attempts -= u32::from(!counts);
        }
    }
}

impl Pending {
    pub(super) fn into_dead(self, id: i64, died_at: SystemTime, reason: String) -> DeadRecord {
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
