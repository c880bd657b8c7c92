//! Assertions of tests on loaded cards.

use serde_json::Value;

use crate::state::cards::error::CardError;
use crate::state::cards::loaded::{CardState, LoadedCard, LoadedCards};

impl LoadedCards {
    /// The card with a key.
    ///
    /// # Panics
    ///
    /// If it was not loaded. The message of this and the following assertions shows all cards.
    ///
    /// # Examples
    ///
    /// ```
    /// # use plain_sandbox::LoadedCards;
    /// fn check(loaded: &LoadedCards) {
    ///     assert_eq!(loaded.card("usage").time_to_live_seconds, Some(300));
    /// }
    /// ```
    #[track_caller]
    pub fn card(&self, key: &str) -> &LoadedCard {
        match self.cards.iter().find(|card| card.key == key) {
            Some(card) => card,
            None => panic!("the card {key:?} was not loaded. {self}"),
        }
    }

    /// Asserts that a card is shown, and returns its components.
    ///
    /// # Panics
    ///
    /// If it is hidden or failed.
    ///
    /// # Examples
    ///
    /// ```
    /// # use plain_sandbox::LoadedCards;
    /// fn check(loaded: &LoadedCards) {
    ///     let components = loaded.expect_shown("usage");
    ///     assert_eq!(components[0]["componentText"]["text"], "412 requests");
    /// }
    /// ```
    #[track_caller]
    pub fn expect_shown(&self, key: &str) -> &Value {
        match &self.card(key).state {
            CardState::Shown { components } => components,
            state => self.panic_with("shown", key, state),
        }
    }

    /// Asserts that a card is hidden.
    ///
    /// # Panics
    ///
    /// If it is shown or failed.
    ///
    /// # Examples
    ///
    /// ```
    /// # use plain_sandbox::LoadedCards;
    /// fn check_without_an_account(loaded: &LoadedCards) {
    ///     loaded.expect_hidden("plan-details");
    /// }
    /// ```
    #[track_caller]
    pub fn expect_hidden(&self, key: &str) {
        match &self.card(key).state {
            CardState::Hidden => {}
            state => self.panic_with("hidden", key, state),
        }
    }

    /// Asserts that a card failed, and returns the error.
    ///
    /// # Panics
    ///
    /// If it is shown or hidden.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// use plain_sandbox::{CardEndpoint, CardError, Sandbox};
    ///
    /// let sandbox = Sandbox::start().await;
    /// // The page of the sandbox itself is not an endpoint of cards.
    /// let endpoint = CardEndpoint::new(sandbox.ui_url()).key("usage");
    /// let loaded = sandbox.load_cards(&endpoint).load().await;
    /// let error = loaded.expect_error("usage");
    /// assert!(matches!(error, CardError::StatusCode { status_code: 405, .. }));
    /// # }
    /// ```
    #[track_caller]
    pub fn expect_error(&self, key: &str) -> &CardError {
        match &self.card(key).state {
            CardState::Failed(error) => error,
            state => self.panic_with("failed", key, state),
        }
    }

    /// Asserts that every card is shown or hidden.
    ///
    /// # Panics
    ///
    /// If a card failed.
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(sandbox: &plain_sandbox::Sandbox) {
    /// sandbox.load_configured_cards().load().await.expect_no_errors();
    /// # }
    /// ```
    #[track_caller]
    pub fn expect_no_errors(&self) {
        let failed = self.cards.iter().filter(|card| card.error().is_some());
        let keys: Vec<&str> = failed.map(|card| card.key.as_str()).collect();
        assert!(
            keys.is_empty(),
            "expected no errors, but these cards failed: {}.\n{self}",
            keys.join(", ")
        );
    }

    #[track_caller]
    fn panic_with(&self, expected: &str, key: &str, state: &CardState) -> ! {
        panic!(
            "expected the card {key:?} to be {expected}, but it is {}.\n{self}",
            state.name()
        )
    }
}
