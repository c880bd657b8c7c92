//! Delivers one event.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use plain_runtime::{Client, Error as ClientError};

use super::backoff::event_backoff;
use super::cursor::Cursor;
use super::outcome::{Decision, decide, error_kind};
use super::settings::{RelaySettings, SETTLE_MARGIN};
use crate::error::Error;
use crate::event::RecordedEvent;
use crate::outbox::Outbox;
use crate::store::{Delivery, Outcome, Settlement};
use crate::telemetry;

/// Pause of a relay whose client Plain refuses.
pub(super) const REFUSED_PAUSE: Duration = Duration::from_secs(30);
/// Upper bound on a pause for the rate limit. Plain counts by the minute.
const MAX_PAUSE: Duration = Duration::from_mins(2);
/// Lower bound on such a pause, for a reset that is over when the answer arrives.
const MIN_PAUSE: Duration = Duration::from_millis(100);

/// External IDs that one purge forgets.
const PURGE_LIMIT: u32 = 100;

/// Delivers events, one request each.
pub(super) struct Courier {
    pub(super) outbox: Outbox,
    pub(super) settings: RelaySettings,
    /// Sends one request a call.
    pub(super) client: Client,
    state: Mutex<CourierState>,
    searches: Searches,
}

/// Number of searches for an event that Plain says exists, by ID of the event. Shared by the passes of a relay.
pub(super) type Searches = Arc<Mutex<HashMap<i64, u32>>>;

struct CourierState {
    random: fastrand::Rng,
    /// End of the pause after Plain refused the client.
    refused_until: Option<Stopwatch>,
    is_missing_permission_reported: bool,
}

/// Time since a moment, by both clocks: the system's time continues while a machine is suspended, and the
/// other one is never set back.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stopwatch {
    time: SystemTime,
    instant: Instant,
}

impl Courier {
    pub(super) fn new(
        outbox: Outbox,
        client: &Client,
        settings: RelaySettings,
        searches: Searches,
    ) -> Self {
        let random = settings
            .jitter_seed
            .map_or_else(fastrand::Rng::new, fastrand::Rng::with_seed);
        Self {
            client: client
                .without_retries()
                .with_call_timeout(settings.deadline),
            outbox,
            settings,
            searches,
            state: Mutex::new(CourierState {
                random,
                refused_until: None,
                is_missing_permission_reported: false,
            }),
        }
    }

    fn state(&self) -> MutexGuard<'_, CourierState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn searches(&self) -> MutexGuard<'_, HashMap<i64, u32>> {
        self.searches.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn random_cursor(&self) -> Cursor {
        Cursor::random(&mut self.state().random)
    }

    /// A random number from 0 to 1.
    pub(super) fn jitter(&self) -> f64 {
        self.state().random.f64()
    }

    /// Wait after so many attempts to deliver an event.
    pub(super) fn backoff(&self, attempts: u32) -> Duration {
        event_backoff(attempts, self.settings.max_backoff, self.jitter())
    }

    pub(super) fn stopwatch(&self) -> Stopwatch {
        Stopwatch {
            time: self.outbox.0.clock.now(),
            instant: Instant::now(),
        }
    }

    fn elapsed(&self, since: Stopwatch) -> Duration {
        let now = self.outbox.0.clock.now();
        let by_clock = now.duration_since(since.time).unwrap_or_default();
        by_clock.max(since.instant.elapsed())
    }

    /// Rest of the pause after Plain refused the client.
    pub(super) fn refused_for(&self) -> Option<Duration> {
        let since = self.state().refused_until?;
        let rest = REFUSED_PAUSE.saturating_sub(self.elapsed(since));
        (!rest.is_zero()).then_some(rest)
    }

    /// Counts a search for an event, and returns its number.
    pub(super) fn count_search(&self, id: i64) -> u32 {
        let mut searches = self.searches();
        let count = searches.entry(id).or_default();
        *count += 1;
        *count
    }

    /// Whether to report that the permission to read timelines is missing: once.
    pub(super) fn reports_missing_permission(&self) -> bool {
        !std::mem::replace(&mut self.state().is_missing_permission_reported, true)
    }

    /// Whether a request that starts after a wait ends before the lease does, so that no other relay sends the
    /// event meanwhile.
    fn is_covered(&self, claimed_at: Stopwatch, wait: Duration) -> bool {
        let end = self.elapsed(claimed_at) + wait + self.settings.time_for_requests();
        end + SETTLE_MARGIN <= self.settings.lease
    }

    /// Forgets a few external IDs whose retention is over. Returns whether more may be left.
    pub(super) async fn purge(&self) -> Result<bool, Error> {
        let outbox = &self.outbox.0;
        let purged = outbox.store.purge(outbox.retention, PURGE_LIMIT).await?;
        Ok(purged == u64::from(PURGE_LIMIT))
    }

    /// Updates the gauges, as each of many relays does again and again.
    pub(super) async fn update_gauges(&self) -> Result<(), Error> {
        telemetry::update_gauges(&self.outbox.0.store.gauges().await?);
        Ok(())
    }

    /// Updates the gauges at the end of a pass, exactly.
    pub(super) async fn update_gauges_once(&self) -> Result<(), Error> {
        telemetry::update_gauges(&self.outbox.0.store.counts().await?.into());
        Ok(())
    }

    /// Delivers an event.
    pub(super) async fn deliver(&self, delivery: &Delivery, claimed_at: Stopwatch) -> Settlement {
        let outcome = self.outcome(delivery, claimed_at).await;
        if !matches!(outcome, Outcome::Retry { .. }) {
            self.searches().remove(&delivery.lease.id);
        }
        let now = self.outbox.0.clock.now();
        let age = now.duration_since(delivery.enqueued_at).unwrap_or_default();
        telemetry::record_outcome(&outcome, age);
        Settlement {
            lease: delivery.lease,
            outcome,
        }
    }

    async fn outcome(&self, delivery: &Delivery, claimed_at: Stopwatch) -> Outcome {
        let event = match delivery.record.decode() {
            Ok(event) => event,
            Err(error) => {
                tracing::error!("an event cannot be decoded and is a dead letter now");
                return Outcome::Dead {
                    reason: error.to_string(),
                };
            }
        };
        if !self.is_covered(claimed_at, delivery.send_in) {
            return give_back();
        }
        if !delivery.send_in.is_zero() {
            self.outbox.0.clock.sleep(delivery.send_in).await;
        }
        // The process may have been suspended, or another delivery may have been refused.
        if !self.is_covered(claimed_at, Duration::ZERO) {
            return give_back();
        }
        if let Some(after) = self.refused_for() {
            return Outcome::Retry {
                after,
                counts: false,
            };
        }
        let result = self.send(&event).await;
        if let Err(error) = &result {
            tracing::debug!(error = error_kind(error), "the request failed");
        }
        let decision = decide(result.as_ref().copied(), self.backoff(delivery.attempt));
        self.carry_out(decision, result.err(), &event, delivery)
            .await
    }

    async fn send(&self, event: &RecordedEvent) -> Result<(), ClientError> {
        match event {
            RecordedEvent::Customer(event) => {
                self.client.create_customer_event(event).await.map(drop)
            }
            RecordedEvent::Thread(event) => self.client.create_thread_event(event).await.map(drop),
        }
    }

    async fn carry_out(
        &self,
        decision: Decision,
        error: Option<ClientError>,
        event: &RecordedEvent,
        delivery: &Delivery,
    ) -> Outcome {
        match decision {
            Decision::Duplicate if self.settings.verify_duplicates => {
                self.verify(event, delivery).await
            }
            Decision::Delivered | Decision::Duplicate => Outcome::Delivered,
            Decision::Retry(after) => Outcome::Retry {
                after,
                counts: true,
            },
            Decision::RateLimited(until) => self.pause(until).await,
            Decision::Refused => self.refuse(error.as_ref()),
            Decision::Dead(reason) => {
                let kind = error.as_ref().map_or("none", error_kind);
                tracing::error!(error = kind, "an event is a dead letter now");
                Outcome::Dead { reason }
            }
        }
    }

    /// Stops all relays until the rate limit admits requests.
    pub(super) async fn pause(&self, until: SystemTime) -> Outcome {
        let wait = until.duration_since(self.client.clock().now());
        let wait = wait.unwrap_or_default().clamp(MIN_PAUSE, MAX_PAUSE);
        tracing::warn!(?wait, "the rate limit is exceeded; all relays pause");
        if let Err(error) = self.outbox.0.store.pause(wait).await {
            tracing::error!(%error, "the pause of the relays cannot be recorded");
        }
        Outcome::Retry {
            after: wait,
            counts: false,
        }
    }

    /// Stops this relay for some time.
    pub(super) fn refuse(&self, error: Option<&ClientError>) -> Outcome {
        let is_first = self.refused_for().is_none();
        self.state().refused_until = Some(self.stopwatch());
        if is_first {
            let kind = error.map_or("none", error_kind);
            tracing::error!(
                error = kind,
                pause = ?REFUSED_PAUSE,
                "Plain refuses the client; the event is kept: check the API key and its permissions",
            );
        }
        Outcome::Retry {
            after: REFUSED_PAUSE,
            counts: false,
        }
    }
}

/// Outcome of a delivery that is not attempted.
fn give_back() -> Outcome {
    tracing::warn!("the lease does not cover the request; the event is given back");
    Outcome::Retry {
        after: Duration::ZERO,
        counts: false,
    }
}
