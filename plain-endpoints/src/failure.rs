//! Cards that fail, and the answers for them.

use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use plain_runtime::{Card, ValidationError, customer_card};
use plain_schema::card_request::MIN_CONFIGURED_TIME_TO_LIVE_SECONDS;

use crate::handler::BoxError;
use crate::request::CardRequest;

/// Time for which Plain does not ask again for a card that failed, in seconds: the shortest that its settings
/// allow.
pub(crate) const FAILURE_TIME_TO_LIVE: u64 = MIN_CONFIGURED_TIME_TO_LIVE_SECONDS;

/// A card that could not be built, for [`CardsBuilder::on_failure`](crate::CardsBuilder::on_failure).
///
/// ```
/// use plain_endpoints::{CardFailure, Cards, FailureAnswer};
///
/// fn answer(failure: &CardFailure<'_>) -> FailureAnswer {
///     let customer = failure.request().customer().id();
///     eprintln!("card {} of {customer} failed: {}", failure.key(), failure.cause());
///     // With 503, Plain requests the cards once more.
///     if failure.have_all_failed() { FailureAnswer::Unavailable } else { FailureAnswer::Hidden }
/// }
///
/// let builder = Cards::builder().on_failure(answer);
/// # drop(builder);
/// ```
#[derive(Debug)]
pub struct CardFailure<'a> {
    key: &'a str,
    request: &'a CardRequest,
    cause: FailureCause,
    have_all_failed: bool,
}

/// Reason why a card could not be built.
///
/// ```
/// use plain_endpoints::FailureCause;
///
/// fn is_a_bug(cause: &FailureCause) -> bool {
///     matches!(cause, FailureCause::Panic(_) | FailureCause::Invalid(_))
/// }
///
/// assert!(is_a_bug(&FailureCause::Panic("index out of bounds".to_owned())));
/// assert_eq!(FailureCause::Timeout.to_string(), "the deadline is exceeded");
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FailureCause {
    /// The function returned an error.
    #[error(transparent)]
    Error(BoxError),
    /// The function panicked, with this message.
    #[error("a panic: {0}")]
    Panic(String),
    /// The function did not end before the deadline.
    #[error("the deadline is exceeded")]
    Timeout,
    /// The card violates rules that are known only at run time.
    #[error(transparent)]
    Invalid(ValidationError),
}

/// Answer for a card that could not be built.
///
/// ```
/// use plain_endpoints::FailureAnswer;
///
/// assert_eq!(FailureAnswer::from(None), FailureAnswer::Hidden);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FailureAnswer {
    /// Shows another card.
    Card(Card),
    /// Hides the card, for 15 seconds.
    Hidden,
    /// Answers the whole request with 503: Plain discards the other cards, and requests all once more.
    Unavailable,
}

impl From<Card> for FailureAnswer {
    fn from(card: Card) -> Self {
        Self::Card(card)
    }
}

impl From<Option<Card>> for FailureAnswer {
    fn from(card: Option<Card>) -> Self {
        card.map_or(Self::Hidden, Self::Card)
    }
}

impl<'a> CardFailure<'a> {
    pub(crate) fn new(
        key: &'a str,
        request: &'a CardRequest,
        cause: FailureCause,
        have_all_failed: bool,
    ) -> Self {
        Self {
            key,
            request,
            cause,
            have_all_failed,
        }
    }

    /// Key of the card.
    pub fn key(&self) -> &'a str {
        self.key
    }

    /// The request.
    pub fn request(&self) -> &'a CardRequest {
        self.request
    }

    /// Reason of the failure. It is for your logs, not for the card: an error's text may hold anything.
    pub fn cause(&self) -> &FailureCause {
        &self.cause
    }

    /// Whether every card of the request failed.
    pub fn have_all_failed(&self) -> bool {
        self.have_all_failed
    }

    pub(crate) fn log(&self) {
        let (key, cause) = (self.key, &self.cause);
        let cause: &(dyn Error + 'static) = cause;
        // The text of an error is code of the application, too.
        let log = || tracing::error!(key, error = cause, "a card could not be built");
        if catch_unwind(AssertUnwindSafe(log)).is_err() {
            tracing::error!(
                key,
                "a card could not be built, and its error panicked in the log"
            );
        }
    }

    /// A card that says so. Nothing of the cause is on it.
    pub(crate) fn default_card(&self) -> Card {
        let key = self.key;
        let reason = match self.cause {
            FailureCause::Timeout => "It took too long.",
            _ => "An error occurred.",
        };
        customer_card!(
            components = [text(
                "**{key}** could not be loaded. {reason}",
                color = Muted
            )],
            time_to_live_seconds = FAILURE_TIME_TO_LIVE,
        )
    }
}

type FailureFunction = dyn Fn(&CardFailure<'_>) -> FailureAnswer + Send + Sync;

/// Decides about answers for cards that failed.
#[derive(Clone, Default)]
pub(crate) struct FailurePolicy(Option<Arc<FailureFunction>>);

impl FailurePolicy {
    pub(crate) fn new(
        answer: impl Fn(&CardFailure<'_>) -> FailureAnswer + Send + Sync + 'static,
    ) -> Self {
        Self(Some(Arc::new(answer)))
    }

    pub(crate) fn answer(&self, failure: &CardFailure<'_>) -> FailureAnswer {
        let by_default = || {
            if failure.have_all_failed {
                FailureAnswer::Unavailable
            } else {
                FailureAnswer::Card(failure.default_card())
            }
        };
        let Some(function) = &self.0 else {
            return by_default();
        };
        catch_unwind(AssertUnwindSafe(|| function(failure))).unwrap_or_else(|_| {
            tracing::error!(key = failure.key, "`on_failure` panicked");
            by_default()
        })
    }
}
