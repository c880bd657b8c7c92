//! Customer cards: the endpoints that are configured, and the results of loads.

pub(crate) mod attempt;
pub(crate) mod endpoint;
pub(crate) mod error;
pub(crate) mod loaded;
pub(crate) mod results;
pub(crate) mod settings;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use plain_schema::card_request::MAX_CARDS;

use attempt::{AttemptLog, CardAttempt};
use endpoint::CardEndpoint;
use loaded::LoadedCard;
use results::{CacheKey, CardResults};

/// The configured endpoints, the latest result of each card and the latest requests.
#[derive(Debug, Default)]
pub(crate) struct CardRegistry(Mutex<RegistryEntries>);

#[derive(Debug, Default)]
struct RegistryEntries {
    endpoints: Vec<CardEndpoint>,
    results: CardResults,
    /// The cards that are being requested.
    loading: Vec<CacheKey>,
    attempts: AttemptLog,
    /// How often it has changed.
    revision: u64,
}

/// A configured card of a customer, as the pages show it.
#[derive(Debug, Clone)]
pub(crate) struct CardView {
    pub(crate) key: String,
    /// The latest result, which may have expired.
    pub(crate) result: Option<LoadedCard>,
    pub(crate) is_loading: bool,
}

impl CardRegistry {
    /// The configured endpoints.
    pub(crate) fn endpoints(&self) -> Vec<CardEndpoint> {
        self.entries().endpoints.clone()
    }

    /// Configures endpoints besides the present ones. Fails, and configures none, if Plain would not accept
    /// them.
    pub(crate) fn add(&self, endpoints: Vec<CardEndpoint>) -> Result<(), String> {
        let mut entries = self.changed_entries();
        let mut all = entries.endpoints.clone();
        all.extend(endpoints);
        validate_endpoints(&all)?;
        entries.endpoints = all;
        Ok(())
    }

    /// Replaces the configured endpoints, unless Plain would not accept them.
    pub(crate) fn set(&self, endpoints: Vec<CardEndpoint>) -> Result<(), String> {
        validate_endpoints(&endpoints)?;
        self.changed_entries().endpoints = endpoints;
        Ok(())
    }

    /// A cached card that has not expired, which is read from the cache from now on.
    pub(crate) fn find(&self, key: &CacheKey, now: SystemTime) -> Option<LoadedCard> {
        let mut entries = self.entries();
        let card = entries.results.find(key, now)?;
        entries.revision += 1;
        Some(card)
    }

    /// Remembers the result of a load.
    pub(crate) fn put(&self, key: CacheKey, card: LoadedCard, now: SystemTime) {
        self.changed_entries().results.put(key, card, now);
    }

    /// Remembers that cards are being requested, until [`end_loading`](Self::end_loading).
    pub(crate) fn start_loading(&self, keys: &[CacheKey]) {
        self.changed_entries().loading.extend_from_slice(keys);
    }

    pub(crate) fn end_loading(&self, keys: &[CacheKey]) {
        let loading = &mut self.changed_entries().loading;
        for key in keys {
            if let Some(index) = loading.iter().position(|it| it == key) {
                loading.swap_remove(index);
            }
        }
    }

    /// The configured cards of a customer, in a thread or outside.
    pub(crate) fn views(
        &self,
        customer_id: &str,
        thread_id: Option<&str>,
        now: SystemTime,
    ) -> Vec<CardView> {
        let entries = self.entries();
        let view = |endpoint: &CardEndpoint, key: &String| {
            let key = CacheKey {
                settings: endpoint.settings.clone(),
                key: key.clone(),
                customer_id: customer_id.to_owned(),
                thread_id: thread_id.map(str::to_owned),
            };
            CardView {
                result: entries.results.latest(&key, now),
                is_loading: entries.loading.contains(&key),
                key: key.key,
            }
        };
        let endpoints = entries.endpoints.iter();
        endpoints
            .flat_map(|endpoint| endpoint.keys.iter().map(move |key| view(endpoint, key)))
            .collect()
    }

    /// The latest requests, in order.
    pub(crate) fn attempts(&self) -> Vec<CardAttempt> {
        self.entries().attempts.attempts()
    }

    pub(crate) fn add_attempt(&self, attempt: CardAttempt) {
        self.changed_entries().attempts.add(attempt);
    }

    pub(crate) fn clear_attempts(&self) {
        self.changed_entries().attempts.clear();
    }

    /// Differs between two states of the registry.
    pub(crate) fn revision(&self) -> u64 {
        self.entries().revision
    }

    fn entries(&self) -> MutexGuard<'_, RegistryEntries> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Locks the registry to change it.
    fn changed_entries(&self) -> MutexGuard<'_, RegistryEntries> {
        let mut entries = self.entries();
        entries.revision += 1;
        entries
    }
}

/// Fails if Plain would not accept the endpoints in one workspace.
pub(crate) fn validate_endpoints(endpoints: &[CardEndpoint]) -> Result<(), String> {
    let mut keys: Vec<&String> = Vec::new();
    for endpoint in endpoints {
        endpoint.validate()?;
        for key in &endpoint.keys {
            if keys.contains(&key) {
                return Err(format!(
                    "the key {key:?} of a card is set twice; a workspace has one card with a key"
                ));
            }
            keys.push(key);
        }
    }
    if keys.len() > MAX_CARDS {
        return Err(format!(
            "there are {} cards; a workspace has at most {MAX_CARDS}",
            keys.len()
        ));
    }
    Ok(())
}
