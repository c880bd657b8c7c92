//! Loads customer cards, as Plain does for a support agent.

use std::sync::Arc;

use tokio::task::JoinHandle;

use super::Sandbox;
use super::builder::SandboxBuilder;
use crate::cards::body::CardSubject;
use crate::cards::{self, LoadRequest};
use crate::state::cards::attempt::CardAttempt;
use crate::state::cards::endpoint::CardEndpoint;
use crate::state::cards::loaded::LoadedCards;
use crate::state::cards::validate_endpoints;
use crate::workspace::seed;

/// A load of customer cards, created by [`Sandbox::load_cards`].
///
/// ```
/// # async fn example(sandbox: &plain_sandbox::Sandbox, endpoint: &plain_sandbox::CardEndpoint) {
/// use plain_sandbox::seed;
///
/// let cards = sandbox
///     .load_cards(endpoint)
///     .customer("jane@acme.com")
///     .thread(seed::THREAD_ID)
///     .reload()
///     .load()
///     .await;
/// # }
/// ```
#[derive(Debug)]
#[must_use = "cards are not requested until `load` is called"]
pub struct CardLoad<'a> {
    sandbox: &'a Sandbox,
    endpoints: Vec<CardEndpoint>,
    customer: String,
    thread_id: Option<String>,
    only: Option<String>,
    is_reload: bool,
}

impl SandboxBuilder {
    /// Configures the cards of an endpoint, which the pages of customers and threads show.
    ///
    /// Settings that Plain would not accept are an error of [`start`](Self::start).
    ///
    /// ```
    /// use plain_sandbox::{CardEndpoint, Sandbox};
    ///
    /// let endpoint = CardEndpoint::new("http://127.0.0.1:3000/plain/cards").key("usage");
    /// let builder = Sandbox::builder().card_endpoint(endpoint);
    /// ```
    pub fn card_endpoint(mut self, endpoint: CardEndpoint) -> Self {
        self.card_endpoints.push(endpoint);
        self
    }
}

impl Sandbox {
    /// Configures the cards of an endpoint, which the pages of customers and threads show.
    ///
    /// # Panics
    ///
    /// If Plain would not accept the settings, or another card has the same key.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// use plain_sandbox::{CardEndpoint, Sandbox};
    ///
    /// let sandbox = Sandbox::start().await;
    /// sandbox.add_card_endpoint(CardEndpoint::new("http://127.0.0.1:3000/cards").key("usage"));
    /// # }
    /// ```
    #[track_caller]
    pub fn add_card_endpoint(&self, endpoint: CardEndpoint) {
        self.added(self.state.cards.add(vec![endpoint]));
    }

    /// Loads the cards of an endpoint as Plain does: one signed `POST` for cards that share a URL and headers,
    /// 15 seconds for the response, one repetition after a second, and a cache for cards and for errors.
    ///
    /// Redirects are not followed, and no proxy is used. A card may have 64 KiB and a response 1 MiB. `https` needs
    /// the feature `tls`.
    ///
    /// The times are those of the sandbox's clock. Without further options, they are the cards of the customer
    /// that every sandbox has, outside a thread. The endpoint need not be configured.
    ///
    /// # Panics
    ///
    /// If Plain would not accept the settings of the endpoint.
    ///
    /// ```
    /// use std::convert::Infallible;
    ///
    /// use plain_endpoints::Cards;
    /// use plain_runtime::customer_card;
    /// use plain_sandbox::{CardEndpoint, Sandbox};
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let cards = Cards::builder()
    ///     .signing_secret("secret")
    ///     .card_for("usage", async |_| {
    ///         Ok::<_, Infallible>(Some(customer_card!(components = [text("412 requests")])))
    ///     })
    ///     .build()?;
    /// let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    /// let url = format!("http://{}/plain/cards", listener.local_addr()?);
    /// let app = axum::Router::new().route_service("/plain/cards", cards);
    /// tokio::spawn(async { axum::serve(listener, app).await });
    ///
    /// let sandbox = Sandbox::start().await;
    /// let endpoint = CardEndpoint::new(url).key("usage").unknown_key().signing_secret("secret");
    /// let loaded = sandbox.load_cards(&endpoint).load().await;
    /// let components = loaded.expect_shown("usage");
    /// assert_eq!(components[0]["componentText"]["text"], "412 requests");
    /// loaded.expect_hidden("plain-sandbox-unknown-key");
    ///
    /// let stranger = endpoint.wrong_signature();
    /// let loaded = sandbox.load_cards(&stranger).load().await;
    /// assert_eq!(loaded.expect_error("usage").name(), "StatusCode");
    /// # Ok(())
    /// # }
    /// ```
    #[track_caller]
    pub fn load_cards(&self, endpoint: &CardEndpoint) -> CardLoad<'_> {
        CardLoad::new(self, Vec::new()).and(endpoint)
    }

    /// Loads the configured cards: those of [`add_card_endpoint`](Self::add_card_endpoint) and
    /// [`SandboxBuilder::card_endpoint`].
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// let sandbox = plain_sandbox::Sandbox::start().await;
    /// assert!(sandbox.load_configured_cards().load().await.cards.is_empty());
    /// # }
    /// ```
    pub fn load_configured_cards(&self) -> CardLoad<'_> {
        CardLoad::new(self, self.state.cards.endpoints())
    }

    /// The latest 1,000 requests for cards that the sandbox sent, in order.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// use plain_sandbox::{CardEndpoint, Sandbox};
    ///
    /// let sandbox = Sandbox::start().await;
    /// let endpoint = CardEndpoint::new(sandbox.ui_url()).keys(["usage", "plan"]);
    /// sandbox.load_cards(&endpoint).load().await;
    /// let attempts = sandbox.card_attempts();
    /// assert_eq!(attempts[0].keys, ["usage", "plan"]);
    /// assert_eq!(attempts[0].status, Some(405));
    /// # }
    /// ```
    pub fn card_attempts(&self) -> Vec<CardAttempt> {
        self.state.cards.attempts()
    }
}

impl<'a> CardLoad<'a> {
    fn new(sandbox: &'a Sandbox, endpoints: Vec<CardEndpoint>) -> Self {
        Self {
            sandbox,
            endpoints,
            customer: seed::CUSTOMER_ID.to_owned(),
            thread_id: None,
            only: None,
            is_reload: false,
        }
    }

    /// Loads the cards of another endpoint as well. Those with the same URL and headers are requested together.
    ///
    /// # Panics
    ///
    /// If Plain would not accept the settings, or two cards have the same key.
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(sandbox: &plain_sandbox::Sandbox) {
    /// use plain_sandbox::CardEndpoint;
    ///
    /// let billing = CardEndpoint::new("http://127.0.0.1:3000/cards").key("invoices");
    /// let product = CardEndpoint::new("http://127.0.0.1:3001/cards").key("usage");
    /// let loaded = sandbox.load_cards(&billing).and(&product).load().await;
    /// # }
    /// ```
    #[track_caller]
    pub fn and(mut self, endpoint: &CardEndpoint) -> Self {
        self.endpoints.push(endpoint.clone());
        if let Err(message) = validate_endpoints(&self.endpoints) {
            panic!("{message}");
        }
        self
    }

    /// Selects the customer by id (`c_…`), e-mail address or external id. Default: the seeded one.
    ///
    /// ```
    /// # async fn example(sandbox: &plain_sandbox::Sandbox, endpoint: &plain_sandbox::CardEndpoint) {
    /// sandbox.add_customer("john", "john@acme.com");
    /// let loaded = sandbox.load_cards(endpoint).customer("john@acme.com").load().await;
    /// # }
    /// ```
    pub fn customer(mut self, customer: impl Into<String>) -> Self {
        self.customer = customer.into();
        self
    }

    /// Loads the cards in a thread, by its id (`th_…`), which must be one of the customer.
    ///
    /// ```
    /// # async fn example(sandbox: &plain_sandbox::Sandbox, endpoint: &plain_sandbox::CardEndpoint) {
    /// use plain_sandbox::seed;
    ///
    /// let loaded = sandbox.load_cards(endpoint).thread(seed::THREAD_ID).load().await;
    /// assert_eq!(loaded.thread_id.as_deref(), Some(seed::THREAD_ID));
    /// # }
    /// ```
    pub fn thread(mut self, id: impl Into<String>) -> Self {
        self.thread_id = Some(id.into());
        self
    }

    /// Loads only the card with this key.
    ///
    /// ```
    /// # async fn example(sandbox: &plain_sandbox::Sandbox, endpoint: &plain_sandbox::CardEndpoint) {
    /// let loaded = sandbox.load_cards(endpoint).only("usage").load().await;
    /// assert_eq!(loaded.cards.len(), 1);
    /// # }
    /// ```
    pub fn only(mut self, key: impl Into<String>) -> Self {
        self.only = Some(key.into());
        self
    }

    /// Requests the cards although they are cached.
    pub fn reload(mut self) -> Self {
        self.is_reload = true;
        self
    }

    /// Loads the cards.
    ///
    /// # Panics
    ///
    /// If the customer or the thread does not exist.
    pub async fn load(self) -> LoadedCards {
        let state = Arc::clone(&self.sandbox.state);
        let subject = CardSubject::find(
            &state.workspace(),
            &self.customer,
            self.thread_id.as_deref(),
        );
        let subject = match subject {
            Ok(subject) => subject,
            Err(message) => panic!("{message}"),
        };
        let request = LoadRequest {
            endpoints: self.endpoints,
            subject,
            only: self.only,
            is_reload: self.is_reload,
        };
        // On the sandbox's runtime, because the caller's may have no timer or a paused one.
        let task = async move { cards::load(&state, &request).await };
        let mut task = AbortOnDrop(self.sandbox.runtime.spawn(task));
        match (&mut task.0).await {
            Ok(cards) => cards,
            Err(error) => panic!("the cards could not be loaded: {error}"),
        }
    }
}

/// A task that ends when its caller no longer waits.
struct AbortOnDrop<T>(JoinHandle<T>);

impl<T> Drop for AbortOnDrop<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}
