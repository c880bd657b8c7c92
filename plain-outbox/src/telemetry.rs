//! Metrics of an outbox, through the facade `metrics`. The crate's documentation lists them.

use std::time::Duration;

use metrics::{counter, gauge, histogram};
use tracing::Span;

use crate::store::{Gauges, Outcome};

/// Counts events that were recorded.
pub(crate) fn record_enqueued(count: u64) {
    counter!("plain_outbox_enqueued_total").increment(count);
}

/// Counts emitted events that were not recorded.
pub(crate) fn record_dropped() {
    counter!("plain_outbox_dropped_total").increment(1);
}

/// Counts the outcome of a delivery, of an event of this age, and adds it to the current span.
pub(crate) fn record_outcome(outcome: &Outcome, age: Duration) {
    let name = match outcome {
        Outcome::Delivered => {
            counter!("plain_outbox_delivered_total").increment(1);
            histogram!("plain_outbox_delivery_seconds").record(age.as_secs_f64());
            "delivered"
        }
        Outcome::Retry { .. } => {
            counter!("plain_outbox_retried_total").increment(1);
            "retried"
        }
        Outcome::Dead { .. } => {
            counter!("plain_outbox_dead_total").increment(1);
            "dead"
        }
    };
    Span::current().record("outcome", name);
    tracing::debug!(outcome = name, "an event was processed");
}

/// Adds the time of a search for due events.
pub(crate) fn record_claim(time: Duration) {
    histogram!("plain_outbox_claim_seconds").record(time.as_secs_f64());
}

/// Updates the gauges of pending events.
pub(crate) fn update_gauges(gauges: &Gauges) {
    #[expect(
        clippy::cast_precision_loss,
        reason = "a gauge is a floating-point number"
    )]
    gauge!("plain_outbox_pending").set(gauges.pending as f64);
    let oldest = gauges.oldest_pending.unwrap_or_default();
    gauge!("plain_outbox_oldest_pending_seconds").set(oldest.as_secs_f64());
}
