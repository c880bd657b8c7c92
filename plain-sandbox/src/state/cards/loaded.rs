//! Loaded cards.

use std::fmt;
use std::time::{Duration, SystemTime};

use plain_schema::EntityKind;
use serde_json::{Value, json};

use super::attempt::CardAttempt;
use super::error::CardError;
use crate::macro_call::macro_call;
use crate::time::timestamp;

/// The cards of a customer, as [`Sandbox::load_cards`](crate::Sandbox::load_cards) returns them.
///
/// `Display` writes one line for each card.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// use plain_sandbox::{CardEndpoint, LoadedCards, Sandbox, seed};
///
/// let sandbox = Sandbox::start().await;
/// let endpoint = CardEndpoint::new(sandbox.ui_url()).keys(["plan-details", "usage"]);
/// let loaded: LoadedCards = sandbox.load_cards(&endpoint).load().await;
/// assert_eq!(loaded.customer_id, seed::CUSTOMER_ID);
/// assert_eq!(loaded.cards.len(), 2);
/// // A line for each card.
/// println!("{loaded}");
/// # }
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct LoadedCards {
    /// The id of the customer.
    pub customer_id: String,
    /// The id of the thread, if the cards were loaded in one.
    pub thread_id: Option<String>,
    /// The cards, in the order in which they are configured.
    pub cards: Vec<LoadedCard>,
}

/// A card as Plain has it after a load: shown, hidden or failed.
///
/// ```
/// use std::time::Duration;
///
/// use plain_sandbox::{CardSource, LoadedCard};
///
/// /// Checks a card that is loaded again after a minute.
/// fn check(card: &LoadedCard) {
///     assert_eq!(card.source, CardSource::Cached);
///     assert_eq!(card.age, Duration::from_mins(1));
///     assert!(card.error().is_none() && card.components().is_some());
///     // The code that builds it:
///     println!("{}", card.macro_call().unwrap_or_default());
/// }
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct LoadedCard {
    /// The key.
    pub key: String,
    /// The URL of the endpoint, without its query.
    pub url: String,
    /// The result.
    pub state: CardState,
    /// `timeToLiveSeconds` of the answer, if there is one.
    pub time_to_live_seconds: Option<u64>,
    /// When the result arrived, by the sandbox's clock.
    pub loaded_at: SystemTime,
    /// Until when the result is cached. `None` if the next load requests the card again.
    pub expires_at: Option<SystemTime>,
    /// Time since [`loaded_at`](Self::loaded_at).
    pub age: Duration,
    /// Whether this result was in the cache, or requested by this load.
    pub source: CardSource,
    /// The requests that led to the result: two if the first one was repeated.
    pub attempts: Vec<CardAttempt>,
}

/// Whether a result was in the cache.
///
/// ```
/// use plain_sandbox::CardSource;
///
/// assert_eq!(CardSource::Cached.name(), "cached");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CardSource {
    /// The load requested the card.
    Fresh,
    /// An earlier load requested the card.
    Cached,
}

/// State of a loaded card.
///
/// ```
/// use plain_sandbox::{CardError, CardState};
///
/// let state = CardState::Failed(CardError::Timeout { timeout_seconds: 15 });
/// assert_eq!(state.name(), "failed");
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum CardState {
    /// The card is shown.
    Shown {
        /// The list of components. Fields that were null are left out.
        components: Value,
    },
    /// The card is not shown, since it has no components.
    Hidden,
    /// An error is shown instead of the card.
    Failed(CardError),
}

impl CardState {
    /// The state in a word: `shown`, `hidden` or `failed`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Shown { .. } => "shown",
            Self::Hidden => "hidden",
            Self::Failed(_) => "failed",
        }
    }
}

impl CardSource {
    /// The source in a word: `fresh` or `cached`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Cached => "cached",
        }
    }
}

impl LoadedCard {
    /// The components of a card that is shown.
    pub fn components(&self) -> Option<&Value> {
        match &self.state {
            CardState::Shown { components } => Some(components),
            CardState::Hidden | CardState::Failed(_) => None,
        }
    }

    /// The error of a card that failed.
    pub fn error(&self) -> Option<&CardError> {
        match &self.state {
            CardState::Failed(error) => Some(error),
            CardState::Shown { .. } | CardState::Hidden => None,
        }
    }

    /// A card that is shown or hidden, as the call of `customer_card!` that creates it; `None` if it failed.
    pub fn macro_call(&self) -> Option<String> {
        let components = match &self.state {
            CardState::Shown { components } => components.clone(),
            CardState::Hidden => json!([]),
            CardState::Failed(_) => return None,
        };
        let mut card = json!({ "components": components });
        if let Some(seconds) = self.time_to_live_seconds {
            card["timeToLiveSeconds"] = json!(seconds);
        }
        Some(macro_call(EntityKind::CustomerCard, &card))
    }

    /// Whether the result is in the cache.
    pub(crate) fn is_cached(&self, now: SystemTime) -> bool {
        self.expires_at.is_some_and(|end| now < end)
    }

    /// The same result at a later time.
    pub(super) fn aged(&self, now: SystemTime) -> Self {
        Self {
            age: now.duration_since(self.loaded_at).unwrap_or_default(),
            ..self.clone()
        }
    }

    fn to_json(&self) -> Value {
        let iso8601 = |time| timestamp::iso8601(timestamp::of(time));
        json!({
            "key": self.key,
            "url": self.url,
            "state": self.state.name(),
            "components": self.components(),
            "error": self.error().map(CardError::to_json),
            "timeToLiveSeconds": self.time_to_live_seconds,
            "source": self.source.name(),
            "loadedAt": iso8601(self.loaded_at),
            "expiresAt": self.expires_at.map(iso8601),
            "ageSeconds": self.age.as_secs(),
            "attempts": self.attempts.iter().map(CardAttempt::to_json).collect::<Vec<_>>(),
        })
    }
}

impl LoadedCards {
    /// The cards as `POST /api/cards/load` returns them.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// use plain_sandbox::{CardEndpoint, Sandbox};
    ///
    /// let sandbox = Sandbox::start().await;
    /// // The sandbox itself has no cards.
    /// let endpoint = CardEndpoint::new(sandbox.ui_url()).key("usage");
    /// let cards = sandbox.load_cards(&endpoint).load().await;
    /// assert_eq!(cards.to_json()["cards"][0]["error"]["statusCode"], 405);
    /// # }
    /// ```
    pub fn to_json(&self) -> Value {
        json!({
            "customerId": self.customer_id,
            "threadId": self.thread_id,
            "cards": self.cards.iter().map(LoadedCard::to_json).collect::<Vec<_>>(),
        })
    }
}

/// Writes the card on one line: its key, state, source, age and error.
impl fmt::Display for LoadedCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {}, {}",
            self.key,
            self.state.name(),
            self.source.name()
        )?;
        if self.source == CardSource::Cached {
            write!(f, " {} s ago", self.age.as_secs())?;
        }
        if self.attempts.len() > 1 {
            write!(f, ", {} attempts", self.attempts.len())?;
        }
        match self.error() {
            Some(error) => write!(f, ", {error}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for LoadedCards {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, card) in self.cards.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{card}")?;
        }
        Ok(())
    }
}
