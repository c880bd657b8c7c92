//! Receives the metrics of the outbox.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Result, anyhow};
use metrics::{
    Counter, CounterFn, Gauge, Histogram, HistogramFn, Key, KeyName, Metadata, Recorder,
    SharedString, Unit,
};
use tokio::sync::watch;

/// Times of searches that are kept.
const MAX_TIMES: usize = 100_000;

/// The metrics of all outboxes of this process.
#[derive(Debug)]
pub(crate) struct Metrics {
    delivered: Arc<Deliveries>,
    claims: Arc<ClaimTimes>,
}

/// Counts deliveries up to a target.
#[derive(Debug)]
struct Deliveries {
    count: AtomicU64,
    target: AtomicU64,
    is_reached: watch::Sender<bool>,
}

/// Times of the searches of relays, in seconds.
#[derive(Debug)]
struct ClaimTimes(Mutex<Vec<f64>>);

impl Metrics {
    /// Makes new metrics those of the process.
    pub(crate) fn install() -> Result<&'static Self> {
        let metrics: &'static Self = Box::leak(Box::new(Self {
            delivered: Arc::new(Deliveries {
                count: AtomicU64::new(0),
                target: AtomicU64::new(u64::MAX),
                is_reached: watch::Sender::new(false),
            }),
            claims: Arc::new(ClaimTimes(Mutex::default())),
        }));
        metrics::set_global_recorder(metrics)
            .map_err(|_| anyhow!("there is a recorder of metrics already"))?;
        Ok(metrics)
    }

    /// Number of deliveries so far.
    pub(crate) fn delivered(&self) -> u64 {
        self.delivered.count.load(Ordering::Relaxed)
    }

    /// A receiver that becomes true after so many more deliveries.
    pub(crate) fn after_deliveries(&self, events: u64) -> watch::Receiver<bool> {
        let target = self.delivered() + events;
        self.delivered.is_reached.send_replace(false);
        self.delivered.target.store(target, Ordering::Relaxed);
        self.delivered.is_reached.subscribe()
    }

    /// Takes the times of the searches so far, in milliseconds and ascending.
    pub(crate) fn take_claim_times(&self) -> Vec<f64> {
        let mut times = self.claims.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut taken: Vec<f64> = times.drain(..).map(|time| time * 1_000.0).collect();
        taken.sort_by(f64::total_cmp);
        taken
    }
}

impl CounterFn for Deliveries {
    fn increment(&self, value: u64) {
        let count = self.count.fetch_add(value, Ordering::Relaxed) + value;
        if count >= self.target.load(Ordering::Relaxed) && !*self.is_reached.borrow() {
            self.is_reached.send_replace(true);
        }
    }

    fn absolute(&self, _value: u64) {}
}

impl HistogramFn for ClaimTimes {
    fn record(&self, value: f64) {
        let mut times = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if times.len() < MAX_TIMES {
            times.push(value);
        }
    }
}

impl Recorder for Metrics {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        match key.name() {
            "plain_outbox_delivered_total" => Counter::from_arc(Arc::clone(&self.delivered)),
            _ => Counter::noop(),
        }
    }

    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }

    fn register_histogram(&self, key: &Key, _: &Metadata<'_>) -> Histogram {
        match key.name() {
            "plain_outbox_claim_seconds" => Histogram::from_arc(Arc::clone(&self.claims)),
            _ => Histogram::noop(),
        }
    }
}
