//! Endpoints of customer cards, as they are configured in Plain.

use plain_schema::card_request::{
    MAX_TIME_TO_LIVE_SECONDS, MIN_CONFIGURED_TIME_TO_LIVE_SECONDS, check_key,
};

use super::settings::{RequestSettings, Signature};

/// Time to live of a card whose endpoint sets none, in seconds.
const DEFAULT_TIME_TO_LIVE_SECONDS: u64 = 60;

/// Key that no endpoint has.
const UNKNOWN_KEY: &str = "plain-sandbox-unknown-key";

/// An endpoint of yours that answers with customer cards, and how the sandbox requests them.
///
/// Plain has a URL, headers, a key and a time to live for each card, and one signing secret. Cards with the
/// same URL and headers are requested together, also those of several `CardEndpoint`s. See
/// <https://www.plain.com/docs/customer-cards>.
///
/// `Debug` shows neither the secret nor the values of headers.
///
/// ```
/// use plain_sandbox::CardEndpoint;
///
/// let endpoint = CardEndpoint::new("http://127.0.0.1:3000/plain/cards")
///     .keys(["plan-details", "usage"])
///     .header("authorization", "Bearer token")
///     .signing_secret("secret")
///     .default_time_to_live_seconds(300);
/// assert!(!format!("{endpoint:?}").contains("secret"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "an endpoint is not called until its cards are loaded"]
pub struct CardEndpoint {
    pub(crate) keys: Vec<String>,
    pub(crate) default_time_to_live_seconds: u64,
    pub(crate) settings: RequestSettings,
}

impl CardEndpoint {
    /// An endpoint at a URL. Plain requires `https`; a sandbox accepts `http` as well.
    ///
    /// ```
    /// use plain_sandbox::CardEndpoint;
    ///
    /// let endpoint = CardEndpoint::new("http://127.0.0.1:3000/plain/cards").key("usage");
    /// ```
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            keys: Vec::new(),
            default_time_to_live_seconds: DEFAULT_TIME_TO_LIVE_SECONDS,
            settings: RequestSettings::new(url.into()),
        }
    }

    /// Adds the key of a card.
    ///
    /// ```
    /// use plain_sandbox::CardEndpoint;
    ///
    /// let url = "http://127.0.0.1:3000/plain/cards";
    /// let endpoint = CardEndpoint::new(url).key("plan-details").key("usage");
    /// assert_eq!(endpoint, CardEndpoint::new(url).keys(["plan-details", "usage"]));
    /// ```
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.keys.push(key.into());
        self
    }

    /// Adds keys of cards.
    ///
    /// ```
    /// use plain_sandbox::CardEndpoint;
    ///
    /// const KEYS: [&str; 2] = ["plan-details", "usage"];
    /// let endpoint = CardEndpoint::new("http://127.0.0.1:3000/plain/cards").keys(KEYS);
    /// ```
    pub fn keys<K: Into<String>>(mut self, keys: impl IntoIterator<Item = K>) -> Self {
        self.keys.extend(keys.into_iter().map(Into::into));
        self
    }

    /// Adds a header, as configured in Plain: at most 20.
    ///
    /// ```
    /// use plain_sandbox::CardEndpoint;
    ///
    /// let endpoint = CardEndpoint::new("http://127.0.0.1:3000/plain/cards")
    ///     .key("usage")
    ///     .header("authorization", "Bearer token");
    /// ```
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.add_header(&name.into(), value.into());
        self
    }

    /// Sets the seconds for which a card is cached whose answer has no `timeToLiveSeconds`: 15 to 31,536,000.
    /// Default: 60.
    ///
    /// ```
    /// use plain_sandbox::CardEndpoint;
    ///
    /// let endpoint = CardEndpoint::new("http://127.0.0.1:3000/plain/cards")
    ///     .key("usage")
    ///     .default_time_to_live_seconds(3_600);
    /// ```
    pub fn default_time_to_live_seconds(mut self, seconds: u64) -> Self {
        self.default_time_to_live_seconds = seconds;
        self
    }

    /// Signs requests with the secret of the workspace. Default: no signature.
    ///
    /// ```
    /// use plain_sandbox::CardEndpoint;
    ///
    /// let endpoint = CardEndpoint::new("http://127.0.0.1:3000/plain/cards")
    ///     .key("usage")
    ///     .signing_secret("secret-of-the-workspace");
    /// ```
    pub fn signing_secret(mut self, secret: impl Into<String>) -> Self {
        self.settings.signature = Signature::Valid {
            secret: secret.into(),
        };
        self
    }

    /// Signs requests with another secret than that of the workspace, as somebody else would.
    ///
    /// The endpoint must refuse them: its cards are errors of the type `StatusCode`.
    ///
    /// ```
    /// # async fn example(sandbox: &plain_sandbox::Sandbox, endpoint: &plain_sandbox::CardEndpoint) {
    /// let stranger = endpoint.clone().wrong_signature();
    /// let loaded = sandbox.load_cards(&stranger).load().await;
    /// assert_eq!(loaded.expect_error("usage").name(), "StatusCode");
    /// # }
    /// ```
    pub fn wrong_signature(mut self) -> Self {
        self.settings.signature = Signature::Wrong;
        self
    }

    /// Leaves the signature out, which the endpoint must refuse.
    ///
    /// ```
    /// # async fn example(sandbox: &plain_sandbox::Sandbox, endpoint: &plain_sandbox::CardEndpoint) {
    /// let unsigned = endpoint.clone().without_signature();
    /// let loaded = sandbox.load_cards(&unsigned).load().await;
    /// loaded.expect_error("usage");
    /// # }
    /// ```
    pub fn without_signature(mut self) -> Self {
        self.settings.signature = Signature::Missing;
        self
    }

    /// Leaves out the fields of the body that have no value: `externalId`, `email`, `thread` and `tenant`.
    /// Default: they are null, as seen in Plain's requests.
    ///
    /// ```
    /// # async fn example(sandbox: &plain_sandbox::Sandbox, endpoint: &plain_sandbox::CardEndpoint) {
    /// let endpoint = endpoint.clone().without_nulls();
    /// sandbox.load_cards(&endpoint).load().await.expect_no_errors();
    /// # }
    /// ```
    pub fn without_nulls(mut self) -> Self {
        self.settings.quirks.has_nulls = false;
        self
    }

    /// Leaves out the field `timestamp`, which Plain does not document. Default: it is sent.
    ///
    /// ```
    /// # async fn example(sandbox: &plain_sandbox::Sandbox, endpoint: &plain_sandbox::CardEndpoint) {
    /// let endpoint = endpoint.clone().without_timestamp();
    /// sandbox.load_cards(&endpoint).load().await.expect_no_errors();
    /// # }
    /// ```
    pub fn without_timestamp(mut self) -> Self {
        self.settings.quirks.has_timestamp = false;
        self
    }

    /// Sends no e-mail address of the customer, as for one who wrote through another channel.
    ///
    /// ```
    /// # async fn example(sandbox: &plain_sandbox::Sandbox, endpoint: &plain_sandbox::CardEndpoint) {
    /// // A card that searches by e-mail address has nothing to show.
    /// let endpoint = endpoint.clone().without_email();
    /// sandbox.load_cards(&endpoint).load().await.expect_hidden("usage");
    /// # }
    /// ```
    pub fn without_email(mut self) -> Self {
        self.settings.quirks.has_email = false;
        self
    }

    /// Adds fields to the body, the customer, the thread and the tenant that nobody knows, as a later version
    /// of Plain may.
    ///
    /// ```
    /// # async fn example(sandbox: &plain_sandbox::Sandbox, endpoint: &plain_sandbox::CardEndpoint) {
    /// let endpoint = endpoint.clone().unknown_fields();
    /// sandbox.load_cards(&endpoint).load().await.expect_no_errors();
    /// # }
    /// ```
    pub fn unknown_fields(mut self) -> Self {
        self.settings.quirks.has_unknown_fields = true;
        self
    }

    /// Also requests the card `plain-sandbox-unknown-key`, which the endpoint does not have. It must answer
    /// it, with `components: null`, and not fail for the other cards.
    ///
    /// ```
    /// # async fn example(sandbox: &plain_sandbox::Sandbox, endpoint: &plain_sandbox::CardEndpoint) {
    /// let endpoint = endpoint.clone().unknown_key();
    /// let loaded = sandbox.load_cards(&endpoint).load().await;
    /// loaded.expect_hidden("plain-sandbox-unknown-key");
    /// # }
    /// ```
    pub fn unknown_key(self) -> Self {
        self.key(UNKNOWN_KEY)
    }

    /// Fails if Plain would not accept the settings. The reason does not repeat a secret.
    pub(crate) fn validate(&self) -> Result<(), String> {
        self.settings.validate()?;
        if self.keys.is_empty() {
            return Err(
                "the endpoint has no keys of cards; add one such as plan-details".to_owned(),
            );
        }
        for key in &self.keys {
            check_key(key).map_err(|violation| {
                format!(
                    "the key {key:?} of a card is {violation}; {}",
                    violation.help()
                )
            })?;
        }
        let allowed = MIN_CONFIGURED_TIME_TO_LIVE_SECONDS..=MAX_TIME_TO_LIVE_SECONDS;
        if !allowed.contains(&self.default_time_to_live_seconds) {
            let (min, max) = (allowed.start(), allowed.end());
            return Err(format!(
                "the default time to live is {} seconds; set {min} to {max}",
                self.default_time_to_live_seconds
            ));
        }
        Ok(())
    }
}
