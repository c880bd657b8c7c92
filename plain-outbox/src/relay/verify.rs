//! Proves that an event exists that Plain says exists.

use plain_runtime::Error as ClientError;

use super::deliver::Courier;
use super::outcome::{Decision, decide};
use crate::event::RecordedEvent;
use crate::store::{Delivery, Outcome};

/// Searches after which an event that is in no timeline is a dead letter.
const MAX_SEARCHES: u32 = 5;

impl Courier {
    /// Searches for an event. It counts as delivered only if the timeline has it.
    pub(super) async fn verify(&self, event: &RecordedEvent, delivery: &Delivery) -> Outcome {
        if let Some(outcome) = self.wait_for_search(event).await {
            return outcome;
        }
        match self.find(event).await {
            Ok(true) => Outcome::Delivered,
            Ok(false) => self.not_found(delivery),
            Err(error) => self.search_failed(&error, delivery).await,
        }
    }

    /// Draws a permit for each request of a search. Returns the outcome if that takes longer than the lease
    /// allows.
    async fn wait_for_search(&self, event: &RecordedEvent) -> Option<Outcome> {
        for _ in 0..requests(event) {
            let outbox = &self.outbox.0;
            let wait = match outbox.store.draw_permit(outbox.pace).await {
                Ok(wait) => wait,
                Err(error) => {
                    tracing::error!(%error, "no permit for a search");
                    return Some(later(self.backoff(1)));
                }
            };
            if wait > self.settings.deadline / 2 {
                return Some(later(wait));
            }
            outbox.clock.sleep(wait).await;
        }
        None
    }

    async fn find(&self, event: &RecordedEvent) -> Result<bool, ClientError> {
        let external_id = event.external_id().unwrap_or_default();
        match event {
            RecordedEvent::Customer(event) => {
                let customer = &event.customer_identifier;
                let found = self.client.find_customer_event(customer, external_id).await;
                found.map(|found| found.is_some())
            }
            RecordedEvent::Thread(event) => {
                let thread = &event.thread_id;
                let found = self.client.find_thread_event(thread, external_id).await;
                found.map(|found| found.is_some())
            }
        }
    }

    fn not_found(&self, delivery: &Delivery) -> Outcome {
        let searches = self.count_search(delivery.lease.id);
        if searches < MAX_SEARCHES {
            return Outcome::Retry {
                after: self.backoff(delivery.attempt),
                counts: true,
            };
        }
        tracing::error!(
            "an event that Plain says exists is in no timeline; it is a dead letter now"
        );
        Outcome::Dead {
            reason: format!(
                "Plain says that an event with this external ID exists, but {searches} searches of the \
                 timeline did not find it"
            ),
        }
    }

    async fn search_failed(&self, error: &ClientError, delivery: &Delivery) -> Outcome {
        match decide(Err(error), self.backoff(delivery.attempt)) {
            Decision::RateLimited(until) => self.pause(until).await,
            Decision::Refused => {
                if self.reports_missing_permission() {
                    tracing::error!(
                        "`verify_duplicates` needs an API key with the permissions `timeline:read`, and \
                         `customer:read` or `thread:read`; grant them, or disable `verify_duplicates`"
                    );
                }
                self.refuse(Some(error))
            }
            Decision::Retry(after) => Outcome::Retry {
                after,
                counts: true,
            },
            // A search that Plain rejects proves nothing.
            Decision::Delivered | Decision::Duplicate | Decision::Dead(_) => {
                self.not_found(delivery)
            }
        }
    }
}

/// Number of requests of a search: a customer is looked up first.
fn requests(event: &RecordedEvent) -> u32 {
    use plain_runtime::CustomerIdentifier::CustomerId;
    match event {
        RecordedEvent::Customer(event) if !matches!(event.customer_identifier, CustomerId(_)) => 2,
        RecordedEvent::Customer(_) | RecordedEvent::Thread(_) => 1,
    }
}

fn later(after: std::time::Duration) -> Outcome {
    Outcome::Retry {
        after,
        counts: false,
    }
}
