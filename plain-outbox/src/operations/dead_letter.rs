//! Events that could not be delivered, and the choice of those to act on.

use std::fmt;
use std::time::SystemTime;

use crate::event::RecordedEvent;
use crate::store::DeadRecord;

/// An event that will not be delivered unless somebody acts, from [`Outbox::dead`](crate::Outbox::dead).
///
/// `Debug` does not show the content of the event.
///
/// ```
/// use std::time::Duration;
///
/// use plain_outbox::DeadLetter;
///
/// fn report(letter: &DeadLetter) -> String {
///     let title = letter.title().unwrap_or_else(|| letter.kind().to_owned());
///     let (id, attempts) = (letter.id(), letter.attempts());
///     format!("{id}: {title}, {}, after {attempts} attempts: {}", letter.external_id(), letter.reason())
/// }
///
/// /// Whether the event was delayed for more than an hour before it failed.
/// fn was_late(letter: &DeadLetter) -> bool {
///     let age = letter.died_at().duration_since(letter.enqueued_at());
///     letter.event().is_some() && age.is_ok_and(|age| age > Duration::from_hours(1))
/// }
/// ```
#[derive(Clone)]
pub struct DeadLetter(DeadRecord);

impl DeadLetter {
    pub(super) fn new(record: DeadRecord) -> Self {
        Self(record)
    }

    /// ID of the event in this outbox.
    pub fn id(&self) -> i64 {
        self.0.id
    }

    /// Kind of the event: `customer_event`, `thread_event`, or a kind of a newer version.
    pub fn kind(&self) -> &str {
        &self.0.record.kind
    }

    /// External ID of the event.
    pub fn external_id(&self) -> &str {
        &self.0.record.external_id
    }

    /// Title of the event; `None` if this version cannot read the event.
    pub fn title(&self) -> Option<String> {
        self.event().map(|event| event.title().to_owned())
    }

    /// Reason why the event cannot be delivered.
    pub fn reason(&self) -> &str {
        &self.0.reason
    }

    /// Number of attempts to deliver the event. Those that a crash cut off or that were refused because of the
    /// rate limit or the API key do not count.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Time at which the event was enqueued.
    pub fn enqueued_at(&self) -> SystemTime {
        self.0.enqueued_at
    }

    /// Time at which the event became a dead letter.
    pub fn died_at(&self) -> SystemTime {
        self.0.died_at
    }

    /// The event; `None` if this version cannot read it.
    pub fn event(&self) -> Option<RecordedEvent> {
        self.0.record.decode().ok()
    }
}

impl fmt::Debug for DeadLetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeadLetter")
            .field("id", &self.id())
            .field("kind", &self.kind())
            .field("external_id", &self.external_id())
            .field("attempts", &self.attempts())
            .field("enqueued_at", &self.enqueued_at())
            .field("died_at", &self.died_at())
            .finish_non_exhaustive()
    }
}

/// Dead letters to act on: all, or those with some IDs or external IDs.
///
/// ```
/// use plain_outbox::{DeadLetters, Outbox};
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), plain_outbox::Error> {
/// let outbox = Outbox::in_memory();
/// outbox.retry_dead(DeadLetters::all()).await?;
/// outbox.retry_dead("api-key-17").await?;
/// outbox.discard_dead(DeadLetters::external_ids(["api-key-18", "api-key-19"])).await?;
/// // Of those that are listed, some.
/// let dead = outbox.dead().await?;
/// let refused: DeadLetters = dead.iter().filter(|it| it.reason().contains("forbidden")).collect();
/// outbox.retry_dead(refused).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadLetters(pub(super) Selected);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Selected {
    All,
    Ids(Vec<i64>),
    ExternalIds(Vec<String>),
}

impl DeadLetters {
    /// All dead letters.
    pub fn all() -> Self {
        Self(Selected::All)
    }

    /// The dead letters with these [IDs](DeadLetter::id).
    ///
    /// ```
    /// use plain_outbox::{DeadLetters, Outbox};
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), plain_outbox::Error> {
    /// let outbox = Outbox::in_memory();
    /// let today = outbox.dead().await?.into_iter().map(|letter| letter.id());
    /// assert_eq!(outbox.discard_dead(DeadLetters::ids(today)).await?, 0);
    /// # Ok(())
    /// # }
    /// ```
    pub fn ids(ids: impl IntoIterator<Item = i64>) -> Self {
        Self(Selected::Ids(ids.into_iter().collect()))
    }

    /// The dead letters with these external IDs. A customer event and a thread event may share one; then
    /// both are meant.
    ///
    /// ```
    /// use plain_outbox::{DeadLetters, Outbox};
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), plain_outbox::Error> {
    /// let retried = Outbox::in_memory()
    ///     .retry_dead(DeadLetters::external_ids(["api-key-18", "api-key-19"]))
    ///     .await?;
    /// assert_eq!(retried, 0);
    /// # Ok(())
    /// # }
    /// ```
    pub fn external_ids(ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self(Selected::ExternalIds(
            ids.into_iter().map(Into::into).collect(),
        ))
    }
}

impl From<&DeadLetter> for DeadLetters {
    fn from(letter: &DeadLetter) -> Self {
        Self::ids([letter.id()])
    }
}

/// The dead letter with an external ID.
impl From<&str> for DeadLetters {
    fn from(external_id: &str) -> Self {
        Self::external_ids([external_id])
    }
}

/// The dead letter with an external ID.
impl From<String> for DeadLetters {
    fn from(external_id: String) -> Self {
        Self::external_ids([external_id])
    }
}

impl From<&[DeadLetter]> for DeadLetters {
    fn from(letters: &[DeadLetter]) -> Self {
        letters.iter().collect()
    }
}

impl<'a> FromIterator<&'a DeadLetter> for DeadLetters {
    fn from_iter<I: IntoIterator<Item = &'a DeadLetter>>(letters: I) -> Self {
        Self::ids(letters.into_iter().map(DeadLetter::id))
    }
}
