//! Customer cards: the endpoints that are configured, and the results of loads.

pub(crate) mod attempt;
pub(crate) mod endpoint;
pub(crate) mod error;
pub(crate) mod loaded;
pub(crate) mod settings;

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use plain_schema::card_request::MAX_CARDS;

use attempt::{AttemptLog, CardAttempt};
use endpoint::CardEndpoint;
use loaded::LoadedCard;
use settings::RequestSettings;

/// The configured endpoints, the cached cards and the latest requests.
#[derive(Debug, Default)]
pub(crate) struct CardRegistry(Mutex<RegistryEntries>);

#[derive(Debug, Default)]
struct RegistryEntries {
    endpoints: Vec<CardEndpoint>,
    cache: HashMap<CacheKey, LoadedCard>,
    attempts: AttemptLog,
    /// How often it has changed.
    revision: u64,
}

/// Identifies a cached card.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct CacheKey {
    pub(crate) settings: RequestSettings,
    pub(crate) key: String,
    pub(crate) customer_id: String,
    pub(crate) thread_id: Option<String>,
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

    /// A cached card that has not expired.
    pub(crate) fn find(&self, key: &CacheKey, now: SystemTime) -> Option<LoadedCard> {
        let entries = self.entries();
        let card = entries.cache.get(key)?;
        card.expires_at
            .is_some_and(|end| now < end)
            .then(|| card.cached(now))
    }

    /// Remembers a card until it expires, and forgets those that have.
    pub(crate) fn put(&self, key: CacheKey, card: LoadedCard, now: SystemTime) {
        let mut entries = self.changed_entries();
        let is_current = |card: &LoadedCard| card.expires_at.is_some_and(|end| now < end);
        entries.cache.retain(|_, card| is_current(card));
        if is_current(&card) {
            entries.cache.insert(key, card);
        } else {
            entries.cache.remove(&key);
        }
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
