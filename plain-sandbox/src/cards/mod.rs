//! Plays Plain towards endpoints of customer cards: requests cards, and remembers the answers.
//!
//! See <https://www.plain.com/docs/customer-cards>.

mod answer;
pub(crate) mod body;
mod exchange;
#[cfg(feature = "tls")]
mod tls;
mod transport;

use std::time::{Duration, SystemTime};

use futures_util::future::join_all;
use plain_schema::card_request::FAILURE_CACHE_SECONDS;

use crate::state::State;
use crate::state::cards::attempt::CardAttempt;
use crate::state::cards::endpoint::CardEndpoint;
use crate::state::cards::error::CardError;
use crate::state::cards::loaded::{CardSource, CardState, LoadedCard, LoadedCards};
use crate::state::cards::results::CacheKey;
use crate::state::cards::settings::RequestSettings;
use answer::{KeyAnswer, read_answers};
use body::CardSubject;
use exchange::request_cards;

/// The cards to load.
#[derive(Debug, Clone)]
pub(crate) struct LoadRequest {
    pub(crate) endpoints: Vec<CardEndpoint>,
    pub(crate) subject: CardSubject,
    /// The only key to load; `None` for all.
    pub(crate) only: Option<String>,
    /// Whether to request cards that are cached.
    pub(crate) is_reload: bool,
}

/// The cards of a request. They are loading until it is dropped, also if the load is given up.
#[derive(Debug)]
struct LoadingCards<'a> {
    state: &'a State,
    keys: Vec<CacheKey>,
}

/// A card to load, by the settings of its endpoint.
#[derive(Debug, Clone, Copy)]
struct ConfiguredCard<'a> {
    endpoint: &'a CardEndpoint,
    key: &'a str,
}

/// Loads cards: those in the cache from there, and the others with one request for all that share their
/// settings.
pub(crate) async fn load(state: &State, load: &LoadRequest) -> LoadedCards {
    let subject = &load.subject;
    let now = state.clock.now();
    let mut cards = Vec::new();
    let mut batches: Vec<Vec<ConfiguredCard<'_>>> = Vec::new();
    for card in configured(load) {
        let cached = (!load.is_reload)
            .then(|| state.cards.find(&card.cache_key(subject), now))
            .flatten();
        if cached.is_none() {
            let settings = card.settings();
            match batches.iter_mut().find(|it| it[0].settings() == settings) {
                Some(batch) => batch.push(card),
                None => batches.push(vec![card]),
            }
        }
        cards.push((card.key, cached));
    }
    if cards.iter().any(|(_, cached)| cached.is_some()) {
        state.changed();
    }
    let requests = batches
        .iter()
        .map(|batch| load_batch(state, subject, batch));
    let mut fresh: Vec<LoadedCard> = join_all(requests).await.into_iter().flatten().collect();
    let cards = cards.into_iter().filter_map(|(key, cached)| {
        cached.or_else(|| {
            let index = fresh.iter().position(|card| card.key == key)?;
            Some(fresh.swap_remove(index))
        })
    });
    LoadedCards {
        customer_id: subject.customer_id.clone(),
        thread_id: subject.thread_id().map(str::to_owned),
        cards: cards.collect(),
    }
}

fn configured(load: &LoadRequest) -> impl Iterator<Item = ConfiguredCard<'_>> {
    let cards = load.endpoints.iter().flat_map(|endpoint| {
        let keys = endpoint.keys.iter();
        keys.map(move |key| ConfiguredCard { endpoint, key })
    });
    let only = load.only.as_deref();
    cards.filter(move |card| only.is_none_or(|only| only == card.key))
}

/// Requests cards that share their settings, and remembers the results.
async fn load_batch(
    state: &State,
    subject: &CardSubject,
    batch: &[ConfiguredCard<'_>],
) -> Vec<LoadedCard> {
    let settings = batch[0].settings();
    let keys: Vec<String> = batch.iter().map(|card| card.key.to_owned()).collect();
    // Until the results are remembered.
    let _loading = LoadingCards::new(
        state,
        batch.iter().map(|card| card.cache_key(subject)).collect(),
    );
    let result = request_cards(state, subject, settings, &keys).await;
    let answers = match result.body.and_then(|body| read_answers(&body, &keys)) {
        Ok(answers) => answers,
        Err(error) => vec![KeyAnswer::failed(error); keys.len()],
    };
    let now = state.clock.now();
    let cards = batch.iter().zip(answers).map(|(card, answer)| {
        let loaded = card.loaded(answer, &result.attempts, now);
        state
            .cards
            .put(card.cache_key(subject), loaded.clone(), now);
        loaded
    });
    cards.collect()
}

impl<'a> LoadingCards<'a> {
    fn new(state: &'a State, keys: Vec<CacheKey>) -> Self {
        state.cards.start_loading(&keys);
        state.changed();
        Self { state, keys }
    }
}

impl Drop for LoadingCards<'_> {
    fn drop(&mut self) {
        self.state.cards.end_loading(&self.keys);
        self.state.changed();
    }
}

impl<'a> ConfiguredCard<'a> {
    fn settings(self) -> &'a RequestSettings {
        &self.endpoint.settings
    }

    fn cache_key(self, subject: &CardSubject) -> CacheKey {
        CacheKey {
            settings: self.settings().clone(),
            key: self.key.to_owned(),
            customer_id: subject.customer_id.clone(),
            thread_id: subject.thread_id().map(str::to_owned),
        }
    }

    /// The result of a load, with its time to live.
    fn loaded(self, answer: KeyAnswer, attempts: &[CardAttempt], now: SystemTime) -> LoadedCard {
        let seconds = match &answer.state {
            CardState::Failed(error) => error.is_cached().then_some(FAILURE_CACHE_SECONDS),
            CardState::Shown { .. } | CardState::Hidden => {
                let default = self.endpoint.default_time_to_live_seconds;
                Some(answer.time_to_live_seconds.unwrap_or(default))
            }
        };
        LoadedCard {
            key: self.key.to_owned(),
            url: self.settings().display_url().to_owned(),
            state: self.redacted(answer.state),
            time_to_live_seconds: answer.time_to_live_seconds,
            loaded_at: now,
            expires_at: seconds.map(|seconds| now + Duration::from_secs(seconds)),
            age: Duration::ZERO,
            source: CardSource::Fresh,
            attempts: attempts.to_vec(),
        }
    }

    /// A state whose error does not repeat a secret of the request.
    fn redacted(self, state: CardState) -> CardState {
        match state {
            CardState::Failed(CardError::ResponseBody { message }) => {
                let message = self.settings().redact(&message);
                CardState::Failed(CardError::ResponseBody { message })
            }
            other => other,
        }
    }
}
