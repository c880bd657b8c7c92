//! Settings of an endpoint for cards.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use plain_runtime::{Card, CustomerCard};
use plain_schema::Violation;
use plain_schema::card_request::{TIMEOUT_SECONDS, check_key};
use secrecy::{ExposeSecret, SecretString};

use crate::authentication::Authentication;
use crate::cards::Cards;
use crate::failure::{CardFailure, FailureAnswer, FailurePolicy};
use crate::handler::{BoxError, Handler};
use crate::request::CardRequest;

/// Default time for all cards of a request. Plain waits three seconds longer.
const DEFAULT_DEADLINE: Duration = Duration::from_secs(TIMEOUT_SECONDS - 3);

/// Builder of [`Cards`], from [`Cards::builder`].
///
/// ```
/// use std::time::Duration;
///
/// use plain_endpoints::{CardRequest, Cards};
/// use plain_runtime::{Card, customer_card};
///
/// async fn usage(_request: CardRequest) -> Result<Option<Card>, std::io::Error> {
///     Ok(Some(customer_card!(components = [text("412 of 1,000 requests")])))
/// }
///
/// # fn main() -> Result<(), plain_endpoints::BuildError> {
/// let cards = Cards::builder()
///     // Both, while the secret is being replaced.
///     .signing_secret("new secret")
///     .signing_secret("old secret")
///     .card_for("usage", usage)
///     .deadline(Duration::from_secs(5))
///     .build()?;
/// # drop(cards);
/// # Ok(())
/// # }
/// ```
#[must_use = "a builder does nothing until `build` is called"]
pub struct CardsBuilder {
    authentication: Authentication,
    is_unauthenticated: bool,
    handlers: Vec<(String, Handler)>,
    deadline: Duration,
    failure_policy: FailurePolicy,
}

/// Error of [`CardsBuilder::build`].
///
/// ```
/// use plain_endpoints::{BuildError, Cards};
///
/// let error = Cards::builder().build().unwrap_err();
/// assert_eq!(error, BuildError::NoAuthentication);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// Neither a secret nor a token is given, nor is the endpoint declared open.
    #[error(
        "anybody could request the cards\nhelp: give the secret that Plain signs requests with, \
         `.signing_secret(secret)`, or a `.bearer_token(..)`; or write `.unauthenticated()` if something in front of \
         this endpoint authenticates Plain"
    )]
    NoAuthentication,
    /// The endpoint is declared open, and a secret or a token is given.
    #[error(
        "`.unauthenticated()` contradicts a secret or a token\nhelp: remove `.unauthenticated()`"
    )]
    ContradictoryAuthentication,
    /// A secret or a token is empty, as that of an unset environment variable.
    #[error(
        "a signing secret or bearer token is empty\nhelp: check the environment variable that it is read from"
    )]
    EmptySecret,
    /// A secret or a token begins or ends with white space, as one that is read from a file.
    #[error(
        "a signing secret or bearer token begins or ends with white space\nhelp: remove it with `.trim()`, also the \
         line break at the end of a file"
    )]
    SecretWithWhiteSpace,
    /// A bearer token begins with the name of its scheme.
    #[error(
        "a bearer token begins with `Bearer`, which is not a part of the token\nhelp: give the token without it"
    )]
    TokenWithScheme,
    /// Two functions have one key.
    #[error("two functions build the card `{key}`\nhelp: remove one, or give it another key")]
    DuplicateKey {
        /// The key.
        key: String,
    },
    /// Plain does not allow the key.
    #[error("`{key}` is not the key of a card: {violation}\nhelp: {help}", help = violation.help())]
    InvalidKey {
        /// The key.
        key: String,
        /// The rule that it violates.
        violation: Violation,
    },
    /// The deadline is zero, or not before that of Plain.
    #[error(
        "a deadline of {deadline:?} is not between zero and the {TIMEOUT_SECONDS} seconds that Plain waits\nhelp: \
         write `.deadline(Duration::from_secs({}))`",
        DEFAULT_DEADLINE.as_secs()
    )]
    Deadline {
        /// The deadline.
        deadline: Duration,
    },
}

impl Cards {
    /// Settings of an endpoint.
    ///
    /// See [`CardsBuilder`] for an example.
    pub fn builder() -> CardsBuilder {
        CardsBuilder {
            authentication: Authentication::default(),
            is_unauthenticated: false,
            handlers: Vec::new(),
            deadline: DEFAULT_DEADLINE,
            failure_policy: FailurePolicy::default(),
        }
    }
}

impl CardsBuilder {
    /// Requires a valid signature, with the secret that Plain shows in Settings → Request signing. If there are
    /// several secrets, any of them is enough: Plain replaces a secret at once.
    ///
    /// ```
    /// # use plain_endpoints::{BuildError, Cards};
    /// # fn cards(secret: &str) -> Result<Cards, BuildError> {
    /// Cards::builder().signing_secret(secret.trim()).build()
    /// # }
    /// # assert!(cards("secret-of-the-workspace\n").is_ok());
    /// # assert_eq!(cards("").unwrap_err(), BuildError::EmptySecret);
    /// ```
    ///
    /// See <https://www.plain.com/docs/request-signing>.
    pub fn signing_secret(mut self, secret: impl Into<SecretString>) -> Self {
        self.authentication.signing_secrets.push(secret.into());
        self
    }

    /// Requires the header `Authorization: Bearer …`, which you configure in Plain. If there are several tokens,
    /// any of them is enough. With a [`signing_secret`](Self::signing_secret), a request needs both.
    ///
    /// ```
    /// use plain_endpoints::Cards;
    /// use plain_endpoints::testing::TestRequest;
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), plain_endpoints::BuildError> {
    /// let cards = Cards::builder().bearer_token("old-token").bearer_token("new-token").build()?;
    /// let request = TestRequest::new(["usage"]);
    /// assert_eq!(request.send(&cards).await.status(), 401);
    /// assert_eq!(request.bearer_token("new-token").send(&cards).await.status(), 200);
    /// # Ok(())
    /// # }
    /// ```
    pub fn bearer_token(mut self, token: impl Into<SecretString>) -> Self {
        self.authentication.bearer_tokens.push(token.into());
        self
    }

    /// Lets everybody request the cards, with the data of any customer: for an endpoint behind a proxy that
    /// authenticates Plain, and for development.
    ///
    /// ```
    /// use plain_endpoints::Cards;
    /// # use plain_endpoints::testing::TestRequest;
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), plain_endpoints::BuildError> {
    /// let cards = Cards::builder().unauthenticated().build()?;
    /// assert_eq!(TestRequest::new(["usage"]).send(&cards).await.status(), 200);
    /// # Ok(())
    /// # }
    /// ```
    pub fn unauthenticated(mut self) -> Self {
        self.is_unauthenticated = true;
        self
    }

    /// Adds a function that builds a card. The card's key is [`CustomerCard::KEY`] of its type.
    ///
    /// The function is called once for a request with the key. `Ok(None)` hides the card for the time that is
    /// configured in Plain; an empty card with a time to live hides it for another time.
    ///
    /// The functions of a request run concurrently. One that is not done ends at the deadline, or when Plain closes
    /// the connection, at its next `.await`. Run code that blocks its thread with [`tokio::task::spawn_blocking`].
    ///
    /// # Examples
    ///
    /// A closure passes the state of the application to an async function:
    ///
    /// ```
    /// use plain_endpoints::{CardRequest, Cards};
    /// use plain_runtime::CustomerCard;
    ///
    /// #[derive(CustomerCard)]
    /// #[customer_card(key = "plan-details", components = [text("Plan: **{plan}**")])]
    /// struct PlanDetails {
    ///     plan: String,
    /// }
    ///
    /// #[derive(Clone)]
    /// struct Database;
    ///
    /// async fn plan_details(
    ///     _database: Database,
    ///     request: CardRequest,
    /// ) -> Result<Option<PlanDetails>, std::io::Error> {
    ///     let Some(_account) = request.customer().external_id() else {
    ///         return Ok(None);
    ///     };
    ///     Ok(Some(PlanDetails { plan: "Pro".to_owned() }))
    /// }
    ///
    /// let database = Database;
    /// let builder = Cards::builder().card(move |request| plan_details(database.clone(), request));
    /// # drop(builder);
    /// ```
    ///
    /// See <https://www.plain.com/docs/customer-cards>.
    pub fn card<C, E, F, Fut>(self, function: F) -> Self
    where
        C: CustomerCard + 'static,
        E: Into<BoxError>,
        F: Fn(CardRequest) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Option<C>, E>> + Send + 'static,
    {
        let handler = Handler::new(function, |card: C| card.customer_card());
        self.handler(C::KEY.to_owned(), handler)
    }

    /// Adds a function that builds a card without a type of its own, such as one that
    /// [`customer_card!`](plain_runtime::customer_card) writes. Otherwise like [`card`](Self::card).
    ///
    /// # Examples
    ///
    /// An `async` closure cannot capture state, since it would lend it to its future. A closure whose future owns
    /// a clone can:
    ///
    /// ```
    /// use std::io;
    /// use std::sync::Arc;
    ///
    /// use plain_endpoints::Cards;
    /// use plain_runtime::customer_card;
    ///
    /// let limits = Arc::new(1_000);
    /// let builder = Cards::builder().card_for("usage", move |_request| {
    ///     let limits = Arc::clone(&limits);
    ///     async move {
    ///         Ok::<_, io::Error>(Some(customer_card!(
    ///             components = [text("412 of {limits} requests")]
    ///         )))
    ///     }
    /// });
    /// # drop(builder);
    /// ```
    pub fn card_for<E, F, Fut>(self, key: impl Into<String>, function: F) -> Self
    where
        E: Into<BoxError>,
        F: Fn(CardRequest) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Option<Card>, E>> + Send + 'static,
    {
        let handler = Handler::new(function, |card| card);
        self.handler(key.into(), handler)
    }

    fn handler(mut self, key: String, handler: Handler) -> Self {
        self.handlers.push((key, handler));
        self
    }

    /// Sets the time in which a request is read and all its cards are built. Defaults to 12 seconds. Plain waits
    /// 15 seconds.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use plain_endpoints::Cards;
    ///
    /// let builder = Cards::builder().deadline(Duration::from_secs(5));
    /// # drop(builder);
    /// ```
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// Sets the answer for a card that failed, in place of a card that says so, and of 503 if all cards
    /// failed. The failure is logged before.
    ///
    /// ```
    /// use plain_endpoints::{Cards, FailureAnswer, FailureCause};
    /// use plain_runtime::customer_card;
    ///
    /// let builder = Cards::builder().on_failure(|failure| match failure.cause() {
    ///     // Plain requests the cards once more.
    ///     FailureCause::Timeout => FailureAnswer::Unavailable,
    ///     _ => FailureAnswer::Card(customer_card!(
    ///         components = [text("We are looking into it.")],
    ///         time_to_live_seconds = 60,
    ///     )),
    /// });
    /// # drop(builder);
    /// ```
    pub fn on_failure<F, A>(mut self, answer: F) -> Self
    where
        F: Fn(&CardFailure<'_>) -> A + Send + Sync + 'static,
        A: Into<FailureAnswer>,
    {
        self.failure_policy = FailurePolicy::new(move |failure| answer(failure).into());
        self
    }

    /// Builds the endpoint.
    ///
    /// # Errors
    ///
    /// [`BuildError`], if the settings contradict each other or lack something.
    pub fn build(self) -> Result<Cards, BuildError> {
        check_authentication(&self.authentication, self.is_unauthenticated)?;
        let max = Duration::from_secs(TIMEOUT_SECONDS);
        if self.deadline.is_zero() || self.deadline >= max {
            let deadline = self.deadline;
            return Err(BuildError::Deadline { deadline });
        }
        let mut handlers = BTreeMap::new();
        for (key, handler) in self.handlers {
            if let Err(violation) = check_key(&key) {
                return Err(BuildError::InvalidKey { key, violation });
            }
            if handlers.contains_key(&key) {
                return Err(BuildError::DuplicateKey { key });
            }
            handlers.insert(key, handler);
        }
        Ok(Cards::new(
            self.authentication,
            handlers,
            self.deadline,
            self.failure_policy,
        ))
    }
}

fn check_authentication(
    authentication: &Authentication,
    is_unauthenticated: bool,
) -> Result<(), BuildError> {
    let Authentication {
        signing_secrets,
        bearer_tokens,
    } = authentication;
    let secrets = signing_secrets.iter().chain(bearer_tokens);
    let has_secrets = secrets.clone().next().is_some();
    match (has_secrets, is_unauthenticated) {
        (false, false) => return Err(BuildError::NoAuthentication),
        (true, true) => return Err(BuildError::ContradictoryAuthentication),
        _ => {}
    }
    for secret in secrets.map(ExposeSecret::expose_secret) {
        if secret.trim().is_empty() {
            return Err(BuildError::EmptySecret);
        }
        if secret.trim() != secret {
            return Err(BuildError::SecretWithWhiteSpace);
        }
    }
    if bearer_tokens.iter().any(has_scheme) {
        return Err(BuildError::TokenWithScheme);
    }
    Ok(())
}

/// Whether a token is the value of a header instead.
fn has_scheme(token: &SecretString) -> bool {
    let scheme = token.expose_secret().split_once(char::is_whitespace);
    scheme.is_some_and(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
}

impl fmt::Debug for CardsBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys: Vec<_> = self.handlers.iter().map(|(key, _)| key).collect();
        f.debug_struct("CardsBuilder")
            .field("keys", &keys)
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}
