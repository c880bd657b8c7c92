//! Claims events, delivers them concurrently, and settles them in batches.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::task::JoinSet;
use tracing::Instrument;

use super::cursor::Cursor;
use super::deliver::Courier;
use crate::error::Error;
use crate::store::{ClaimRequest, Outcome, Settlement};
use crate::telemetry;

/// Ordering keys that one claim looks at.
const MAX_KEYS: u32 = 1_000;
/// A pass waits this long for the budget, and leaves the rest to the next pass otherwise.
const MAX_BUDGET_WAIT: Duration = Duration::from_secs(2);

/// Numbers of events that [`Relay::deliver_due`](crate::Relay::deliver_due) settled.
///
/// ```
/// let counts = plain_outbox::DeliveryCounts::default();
/// assert_eq!((counts.delivered, counts.retried, counts.dead), (0, 0, 0));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeliveryCounts {
    /// Plain has them.
    pub delivered: u64,
    /// Attempts that failed. Their events are due again later.
    pub retried: u64,
    /// Dead letters.
    pub dead: u64,
}

impl DeliveryCounts {
    fn add(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Delivered => self.delivered += 1,
            Outcome::Retry { .. } => self.retried += 1,
            Outcome::Dead { .. } => self.dead += 1,
        }
    }
}

/// Result of a claim.
#[derive(Debug, Clone, Copy)]
pub(super) enum Claim {
    /// Events are being delivered, or there may be more at other keys.
    Continues,
    /// Nothing is due.
    Nothing,
    /// The budget admits no request for this time.
    BudgetOpensIn(Duration),
}

/// Deliveries in flight, and outcomes that are not recorded yet.
pub(super) struct Pass {
    courier: Arc<Courier>,
    cursor: Cursor,
    in_flight: JoinSet<Settlement>,
    unsettled: Vec<Settlement>,
    counts: DeliveryCounts,
}

impl Pass {
    pub(super) fn new(courier: Arc<Courier>) -> Self {
        let cursor = courier.random_cursor();
        Self {
            courier,
            cursor,
            in_flight: JoinSet::new(),
            unsettled: Vec::new(),
            counts: DeliveryCounts::default(),
        }
    }

    /// Whether no delivery is in flight.
    pub(super) fn is_idle(&self) -> bool {
        self.in_flight.is_empty()
    }

    /// Whether outcomes wait to be recorded.
    pub(super) fn is_unsettled(&self) -> bool {
        !self.unsettled.is_empty()
    }

    /// Number of deliveries that may be added.
    pub(super) fn capacity(&self) -> usize {
        let max = self.courier.settings.max_in_flight;
        max.saturating_sub(self.in_flight.len())
    }

    /// Leases events that are due, and starts to deliver them.
    pub(super) async fn claim(&mut self) -> Result<Claim, Error> {
        let outbox = &self.courier.outbox.0;
        let request = ClaimRequest {
            max: u32::try_from(self.capacity()).unwrap_or(u32::MAX),
            lease: self.courier.settings.lease,
            after: self.cursor.after().to_owned(),
            max_keys: MAX_KEYS,
            pace: outbox.pace,
        };
        let claimed_at = self.courier.stopwatch();
        let started = Instant::now();
        let claimed = outbox.store.claim(&request).await?;
        telemetry::record_claim(started.elapsed());
        if let Some(wait) = claimed.budget_opens_in {
            return Ok(Claim::BudgetOpensIn(wait));
        }
        let is_nothing_due = self.cursor.advance(&claimed);
        for delivery in claimed.deliveries {
            let span = tracing::info_span!(
                "plain_outbox.deliver",
                external_id = delivery.record.external_id,
                kind = delivery.record.kind,
                attempt = delivery.attempt,
                outcome = tracing::field::Empty,
            );
            let courier = Arc::clone(&self.courier);
            let delivery = async move { courier.deliver(&delivery, claimed_at).await };
            self.in_flight.spawn(delivery.instrument(span));
        }
        Ok(if is_nothing_due {
            Claim::Nothing
        } else {
            Claim::Continues
        })
    }

    /// Waits until a delivery ends, and collects those that have ended as well. Without a delivery, never
    /// returns. Can be cancelled.
    pub(super) async fn finish_some(&mut self) {
        let Some(first) = self.in_flight.join_next().await else {
            return std::future::pending().await;
        };
        let mut next = Some(first);
        while let Some(finished) = next {
            match finished {
                Ok(settlement) => {
                    self.counts.add(&settlement.outcome);
                    self.unsettled.push(settlement);
                }
                // Its lease runs out, and a relay delivers the event again.
                Err(error) => tracing::error!(%error, "a delivery did not end"),
            }
            next = self.in_flight.try_join_next();
        }
    }

    /// Records the outcomes of the deliveries that ended. Keeps them if the database fails.
    pub(super) async fn settle(&mut self) -> Result<(), Error> {
        if self.unsettled.is_empty() {
            return Ok(());
        }
        let outbox = &self.courier.outbox.0;
        outbox.store.settle(&self.unsettled).await?;
        self.unsettled.clear();
        outbox.settled.notify_waiters();
        Ok(())
    }

    /// Delivers until nothing is due.
    pub(super) async fn deliver_due(mut self) -> Result<DeliveryCounts, Error> {
        let result = self.deliver_all().await;
        while !self.is_idle() {
            self.finish_some().await;
        }
        self.settle().await?;
        result.map(|()| self.counts)
    }

    async fn deliver_all(&mut self) -> Result<(), Error> {
        let courier = Arc::clone(&self.courier);
        courier.outbox.write_emitted().await?;
        while courier.refused_for().is_none() {
            if self.capacity() == 0 {
                self.finish_some().await;
                self.settle().await?;
                continue;
            }
            let claim = self.claim().await?;
            if matches!(claim, Claim::Continues) {
                continue;
            }
            if !self.is_idle() {
                // The next event of a customer is due when this one is settled.
                self.finish_some().await;
                self.settle().await?;
                continue;
            }
            match claim {
                Claim::BudgetOpensIn(wait) if wait <= MAX_BUDGET_WAIT => {
                    courier.outbox.0.clock.sleep(wait).await;
                }
                _ => break,
            }
        }
        while courier.purge().await? {}
        courier.update_gauges_once().await
    }
}
