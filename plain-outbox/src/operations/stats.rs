//! Numbers of events.

use serde::Serialize;

use crate::store::Counts;

/// Numbers of events by state, from [`Outbox::stats`](crate::Outbox::stats).
///
/// ```
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let stats = plain_outbox::Outbox::in_memory().stats().await?;
/// assert_eq!(
///     serde_json::to_string(&stats)?,
///     r#"{"pending":0,"in_flight":0,"delivered":0,"dead":0,"dropped":0,"oldest_pending_seconds":null}"#,
/// );
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Stats {
    /// Events that are not delivered yet, including those in flight.
    pub pending: u64,
    /// Events that a relay is delivering.
    pub in_flight: u64,
    /// Events delivered since the outbox was created.
    pub delivered: u64,
    /// Events that will not be delivered unless somebody acts, see [`Outbox::dead`](crate::Outbox::dead).
    pub dead: u64,
    /// Events that this process emitted and did not record, see [`Outbox::emit`](crate::Outbox::emit).
    pub dropped: u64,
    /// Age of the oldest pending event in seconds.
    pub oldest_pending_seconds: Option<u64>,
}

impl Stats {
    pub(super) fn new(counts: &Counts, dropped: u64) -> Self {
        Self {
            pending: counts.pending,
            in_flight: counts.in_flight,
            delivered: counts.delivered,
            dead: counts.dead,
            dropped,
            oldest_pending_seconds: counts.oldest_pending.map(|age| age.as_secs()),
        }
    }
}
