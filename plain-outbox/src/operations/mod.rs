//! The state of an outbox, and the repair of its dead letters.

mod dead_letter;
mod stats;

use self::dead_letter::Selected;
use crate::error::Error;
use crate::outbox::Outbox;
use crate::store::DeadSelection;

pub use dead_letter::{DeadLetter, DeadLetters};
pub use stats::Stats;

impl Outbox {
    /// Counts the events by state.
    ///
    /// # Errors
    ///
    /// [`Error::Database`] if the database fails.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), plain_outbox::Error> {
    /// let outbox = plain_outbox::Outbox::in_memory();
    /// assert_eq!(outbox.stats().await?.pending, 0);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn stats(&self) -> Result<Stats, Error> {
        let counts = self.0.store.counts().await?;
        Ok(Stats::new(&counts, self.0.emitted.dropped()))
    }

    /// The dead letters, newest first: events that Plain rejects, or that this version cannot read.
    ///
    /// They delay no other event. See
    /// <https://www.plain.com/docs/api-reference/graphql/error-handling>.
    ///
    /// # Errors
    ///
    /// [`Error::Database`] if the database fails.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), plain_outbox::Error> {
    /// let outbox = plain_outbox::Outbox::in_memory();
    /// for letter in outbox.dead().await? {
    ///     println!("{}: {}", letter.external_id(), letter.reason());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn dead(&self) -> Result<Vec<DeadLetter>, Error> {
        let records = self.0.store.dead(u32::MAX).await?;
        Ok(records.into_iter().map(DeadLetter::new).collect())
    }

    /// Makes dead letters pending again, as the newest events of their customers, and returns their number.
    /// Their external IDs stay the same, so that none is created twice.
    ///
    /// # Errors
    ///
    /// [`Error::Database`] if the database fails.
    ///
    /// # Examples
    ///
    /// ```
    /// use plain_outbox::DeadLetters;
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), plain_outbox::Error> {
    /// let outbox = plain_outbox::Outbox::in_memory();
    /// let count = outbox.retry_dead(DeadLetters::all()).await?;
    /// assert_eq!(count, 0);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn retry_dead(&self, letters: impl Into<DeadLetters>) -> Result<u64, Error> {
        let selection = self.resolve(letters.into()).await?;
        let count = self.0.store.retry_dead(&selection).await?;
        if count > 0 {
            self.0.enqueued.notify_waiters();
        }
        Ok(count)
    }

    /// Removes dead letters and returns their number. Their external IDs stay known for the retention, so
    /// that enqueuing them again does nothing.
    ///
    /// # Errors
    ///
    /// [`Error::Database`] if the database fails.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), plain_outbox::Error> {
    /// let outbox = plain_outbox::Outbox::in_memory();
    /// let count = outbox.discard_dead("api-key-17").await?;
    /// assert_eq!(count, 0);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn discard_dead(&self, letters: impl Into<DeadLetters>) -> Result<u64, Error> {
        let selection = self.resolve(letters.into()).await?;
        self.0.store.discard_dead(&selection).await
    }

    /// Looks up external IDs. Dead letters are few, and people act on them.
    async fn resolve(&self, letters: DeadLetters) -> Result<DeadSelection, Error> {
        let external_ids = match letters.0 {
            Selected::All => return Ok(DeadSelection::All),
            Selected::Ids(ids) => return Ok(DeadSelection::Ids(ids)),
            Selected::ExternalIds(external_ids) => external_ids,
        };
        let mut dead = self.0.store.dead(u32::MAX).await?;
        dead.retain(|letter| external_ids.contains(&letter.record.external_id));
        Ok(DeadSelection::Ids(
            dead.iter().map(|letter| letter.id).collect(),
        ))
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use plain_runtime::client::Clock;
    use plain_runtime::{customer_event, thread_event};

    use super::DeadLetters;
    use crate::outbox::Outbox;
    use crate::store::{ClaimRequest, Outcome, Settlement};

    /// An outbox with a dead customer event and a dead thread event of the same external ID, and another.
    async fn outbox_with_dead_letters(clock: Clock) -> Outbox {
        let outbox = Outbox::builder().clock(clock).in_memory();
        for (id, email) in [("shared", "jane@acme.com"), ("other", "joe@acme.com")] {
            let event = customer_event!(
                title = "Secret title",
                customer_identifier = email_address(email),
                components = [text("Secret text")],
                external_id = id,
            );
            outbox.enqueue(&event).await.unwrap();
        }
        let event = thread_event!(
            title = "Escalated",
            thread_id = "th_01HB924RWAW8H3Q8KZDFWYBJHZ",
            components = [divider()],
            external_id = "shared",
        );
        outbox.enqueue(&event).await.unwrap();
        bury_all(&outbox).await;
        outbox
    }

    async fn bury_all(outbox: &Outbox) {
        let store = &outbox.0.store;
        loop {
            let request = ClaimRequest {
                max: 1,
                lease: Duration::from_mins(1),
                after: String::new(),
                max_keys: 100,
                pace: outbox.0.pace,
            };
            let claimed = store.claim(&request).await.unwrap();
            let Some(delivery) = claimed.deliveries.first() else {
                break;
            };
            let outcome = Outcome::Dead {
                reason: "no such customer".to_owned(),
            };
            let settlement = Settlement {
                lease: delivery.lease,
                outcome,
            };
            store.settle(&[settlement]).await.unwrap();
        }
    }

    fn clock() -> Clock {
        Clock::manual(SystemTime::UNIX_EPOCH + Duration::from_hours(1))
    }

    #[tokio::test]
    async fn stats_count_events_and_the_age_of_the_oldest() {
        let clock = clock();
        let outbox = Outbox::builder().clock(clock.clone()).in_memory();
        for email in ["jane@acme.com", "joe@acme.com"] {
            let event = customer_event!(
                title = "Signed up",
                customer_identifier = email_address(email),
                components = [divider()],
            );
            outbox.enqueue(&event).await.unwrap();
            clock.advance(Duration::from_millis(2_600));
        }
        let stats = outbox.stats().await.unwrap();
        assert_eq!((stats.pending, stats.in_flight, stats.dead), (2, 0, 0));
        assert_eq!(stats.oldest_pending_seconds, Some(5));
    }

    #[tokio::test]
    async fn a_dead_letter_shows_the_event_but_not_in_debug() {
        let clock = clock();
        let now = clock.now();
        let outbox = outbox_with_dead_letters(clock).await;
        let dead = outbox.dead().await.unwrap();
        let letter = dead.iter().find(|it| it.external_id() == "other").unwrap();
        assert_eq!(letter.kind(), "customer_event");
        assert_eq!(letter.title().as_deref(), Some("Secret title"));
        assert_eq!(
            (letter.reason(), letter.attempts()),
            ("no such customer", 1)
        );
        assert_eq!((letter.enqueued_at(), letter.died_at()), (now, now));
        let debug = format!("{dead:?}");
        assert!(debug.contains("\"other\""), "{debug}");
        assert!(
            !debug.contains("Secret") && !debug.contains("acme"),
            "{debug}"
        );
    }

    #[tokio::test]
    async fn an_external_id_selects_the_letters_of_both_kinds() {
        let outbox = outbox_with_dead_letters(clock()).await;
        assert_eq!(outbox.discard_dead("unknown").await.unwrap(), 0);
        assert_eq!(outbox.retry_dead("shared").await.unwrap(), 2);
        let stats = outbox.stats().await.unwrap();
        assert_eq!((stats.pending, stats.dead), (2, 1));
        assert_eq!(outbox.retry_dead("shared".to_owned()).await.unwrap(), 0);
    }

    #[tokio::test]
    async fn letters_are_selected_from_a_list_or_all() {
        let outbox = outbox_with_dead_letters(clock()).await;
        let dead = outbox.dead().await.unwrap();
        assert_eq!(outbox.retry_dead(&dead[0]).await.unwrap(), 1);
        bury_all(&outbox).await;
        let threads: DeadLetters = dead
            .iter()
            .filter(|it| it.kind() == "thread_event")
            .collect();
        assert_eq!(
            outbox.discard_dead(threads).await.unwrap(),
            0,
            "it has a new ID"
        );
        assert_eq!(outbox.retry_dead(&dead[1..]).await.unwrap(), 2);
        assert_eq!(outbox.discard_dead(DeadLetters::all()).await.unwrap(), 1);
        assert!(outbox.dead().await.unwrap().is_empty());
        assert_eq!(outbox.stats().await.unwrap().pending, 2);
    }
}
