//! External IDs that were used.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;
use std::time::SystemTime;

use crate::record::Record;

/// Kind and external ID of an event.
#[derive(Debug, PartialEq, Eq, Hash)]
struct UsedId {
    kind: String,
    external_id: String,
}

/// The external IDs of all events: those that are pending or dead, and for some time those that are settled.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    known: HashSet<Arc<UsedId>>,
    /// Those of settled events, in the order of their times.
    settled: VecDeque<(SystemTime, Arc<UsedId>)>,
}

impl UsedId {
    fn of(record: &Record) -> Self {
        Self {
            kind: record.kind.clone(),
            external_id: record.external_id.clone(),
        }
    }
}

impl Ledger {
    /// Adds an event's ID; says whether it is new.
    pub(super) fn add(&mut self, record: &Record) -> bool {
        self.known.insert(Arc::new(UsedId::of(record)))
    }

    /// The retention of an event's ID begins.
    pub(super) fn settle(&mut self, record: &Record, now: SystemTime) {
        if let Some(id) = self.known.get(&UsedId::of(record)) {
            self.settled.push_back((now, Arc::clone(id)));
        }
    }

    /// Forgets up to `limit` IDs that were settled before; returns their number.
    pub(super) fn purge(&mut self, before: SystemTime, limit: usize) -> u64 {
        let mut purged = 0;
        while purged < limit
            && let Some((time, _)) = self.settled.front()
            && *time < before
            && let Some((_, id)) = self.settled.pop_front()
        {
            self.known.remove(&id);
            purged += 1;
        }
        purged as u64
    }
}
