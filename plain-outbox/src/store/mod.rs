//! Where an outbox keeps its events: one trait, and an implementation for each database.

mod memory;
#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "sqlite")]
mod sqlite;

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use futures_core::future::BoxFuture;

use crate::error::Error;
use crate::pace::Pace;
use crate::record::Record;
#[cfg(any(feature = "sqlite", feature = "postgres"))]
use crate::statement::EnqueueStatement;

pub(crate) use memory::MemoryStore;
#[cfg(feature = "postgres")]
pub(crate) use postgres::{
    ENGINE as POSTGRES, connect as connect_postgres, enqueue_in as postgres_enqueue_in,
    open as open_postgres,
};
#[cfg(feature = "sqlite")]
pub(crate) use sqlite::{ENGINE as SQLITE, SqliteStore, insert as sqlite_insert};

/// Result of a store's operation.
pub(crate) type StoreFuture<'a, T> = BoxFuture<'a, Result<T, Error>>;

/// Keeps events until they are delivered, in the order of their keys.
///
/// All implementations have the same semantics, which the suite in `tests/outbox` checks:
///
/// * An event's kind and external ID are unique, also for some time after the event is delivered.
/// * Only the oldest event of an ordering key is claimed, and only if no other event of the key is leased or
///   waits for a retry. A transaction may commit an older event after a newer one was claimed.
/// * An attempt counts once it is settled: a lease that runs out was cut off, which says nothing about the event.
/// * A settlement takes effect once, if its lease is the event's current one, except that a delivered event
///   is always removed.
pub(crate) trait Store: Send + Sync + 'static {
    /// Records events, all or none. The answer says for each whether it is new.
    fn enqueue<'a>(&'a self, records: &'a [Record]) -> StoreFuture<'a, Vec<bool>>;

    /// The SQL statement that records an event, if the store has one.
    #[cfg(any(feature = "sqlite", feature = "postgres"))]
    fn enqueue_statement(&self, _record: Record) -> Option<EnqueueStatement> {
        None
    }

    /// The same events through new connections, which belong to the current runtime. `None` if the store can
    /// be used in every runtime, also while the one that opened it is blocked.
    fn reconnect(&self) -> Option<Arc<dyn Store>> {
        None
    }

    /// Refuses a relay that the database does not allow.
    fn check_relay(&self) -> Result<(), Error> {
        Ok(())
    }

    /// Leases events that are due, and draws a permit of the shared budget for each.
    fn claim<'a>(&'a self, request: &'a ClaimRequest) -> StoreFuture<'a, Claimed>;

    /// Records the outcomes of deliveries: first of those that Plain has.
    fn settle<'a>(&'a self, settlements: &'a [Settlement]) -> StoreFuture<'a, ()>;

    /// Draws a permit for a request that a client sends itself. The answer is the wait before the request.
    fn draw_permit(&self, pace: Pace) -> StoreFuture<'_, Duration>;

    /// Stops all claims and permits for some time, after the rate limit rejected a request.
    fn pause(&self, time: Duration) -> StoreFuture<'_, ()>;

    /// An ID that no event exceeds that was enqueued before; 0 if there is none.
    fn newest(&self) -> StoreFuture<'_, i64>;

    /// Number of pending events with at most this ID.
    fn pending_up_to(&self, id: i64) -> StoreFuture<'_, u64>;

    /// Counts the events by state.
    fn counts(&self) -> StoreFuture<'_, Counts>;

    /// The figures that each relay reports once a minute. Where counting reads the pending events, the number
    /// may be that of half a minute ago.
    fn gauges(&self) -> StoreFuture<'_, Gauges> {
        Box::pin(async move { Ok(self.counts().await?.into()) })
    }

    /// The latest dead letters, newest first.
    fn dead(&self, limit: u32) -> StoreFuture<'_, Vec<DeadRecord>>;

    /// Makes dead letters pending again, at the end of their key's queue. The answer is their number.
    fn retry_dead<'a>(&'a self, selection: &'a DeadSelection) -> StoreFuture<'a, u64>;

    /// Removes dead letters. The answer is their number.
    fn discard_dead<'a>(&'a self, selection: &'a DeadSelection) -> StoreFuture<'a, u64>;

    /// Forgets up to `limit` external IDs of events that were delivered or discarded longer than `retention`
    /// ago. The answer is their number.
    fn purge(&self, retention: Duration, limit: u32) -> StoreFuture<'_, u64>;
}

/// Request of a relay for events.
#[derive(Debug, Clone)]
pub(crate) struct ClaimRequest {
    pub(crate) max: u32,
    /// Time for which the events belong to the relay.
    pub(crate) lease: Duration,
    /// Ordering key after which the search starts. It wraps around.
    pub(crate) after: String,
    /// Maximum number of ordering keys to look at.
    pub(crate) max_keys: u32,
    pub(crate) pace: Pace,
}

/// Events that a relay has leased.
#[derive(Debug, Default)]
pub(crate) struct Claimed {
    pub(crate) deliveries: Vec<Delivery>,
    /// Where the next search starts.
    pub(crate) next_after: String,
    /// Wait until the budget admits a request, if that is the reason why nothing was claimed.
    pub(crate) budget_opens_in: Option<Duration>,
    /// Whether all keys were looked at, so that nothing more is due.
    pub(crate) is_complete: bool,
}

/// An event to deliver now.
#[derive(Debug, Clone)]
pub(crate) struct Delivery {
    pub(crate) lease: Lease,
    pub(crate) record: Record,
    pub(crate) enqueued_at: SystemTime,
    /// Number of this attempt, from 1. A delivery that was cut off by a crash is not an attempt.
    pub(crate) attempt: u32,
    /// Wait before the request, by the budget.
    pub(crate) send_in: Duration,
}

/// The right to deliver an event, until it expires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lease {
    pub(crate) id: i64,
    /// Tells this lease from earlier and later ones of the event.
    pub(crate) generation: i32,
}

/// Outcome of a delivery.
#[derive(Debug, Clone)]
pub(crate) struct Settlement {
    pub(crate) lease: Lease,
    pub(crate) outcome: Outcome,
}

/// Effect of a delivery on its event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Plain has it.
    Delivered,
    /// Its next delivery is due after some time. Without `counts`, the attempt does not count.
    Retry { after: Duration, counts: bool },
    /// It becomes a dead letter.
    Dead { reason: String },
}

/// Numbers of events.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Not delivered, in flight or not.
    pub(crate) pending: u64,
    /// Leased by a relay.
    pub(crate) in_flight: u64,
    /// Since the outbox exists.
    pub(crate) delivered: u64,
    pub(crate) dead: u64,
    /// Age of the oldest pending event.
    pub(crate) oldest_pending: Option<Duration>,
}

/// Figures of the pending events.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Gauges {
    pub(crate) pending: u64,
    /// Age of the oldest.
    pub(crate) oldest_pending: Option<Duration>,
}

impl From<Counts> for Gauges {
    fn from(counts: Counts) -> Self {
        Self {
            pending: counts.pending,
            oldest_pending: counts.oldest_pending,
        }
    }
}

/// A dead letter.
#[derive(Debug, Clone)]
pub(crate) struct DeadRecord {
    pub(crate) id: i64,
    pub(crate) record: Record,
    pub(crate) enqueued_at: SystemTime,
    pub(crate) died_at: SystemTime,
    pub(crate) attempts: u32,
    pub(crate) reason: String,
}

/// Dead letters to act on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DeadSelection {
    All,
    Ids(Vec<i64>),
}
