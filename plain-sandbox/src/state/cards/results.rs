//! The latest results of loads: those that are cached, and those that only the pages show.

use std::collections::HashMap;
use std::time::SystemTime;

use super::loaded::{CardSource, LoadedCard};
use super::settings::RequestSettings;

/// Number of results that are kept although they have expired, or were not cached.
const MAX_PAST: usize = 500;

/// Identifies the result of a card.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct CacheKey {
    pub(crate) settings: RequestSettings,
    pub(crate) key: String,
    pub(crate) customer_id: String,
    pub(crate) thread_id: Option<String>,
}

/// The latest result of each card.
#[derive(Debug, Default)]
pub(super) struct CardResults(HashMap<CacheKey, LoadedCard>);

impl CardResults {
    /// A result that is cached. It counts as read from the cache from now on.
    pub(super) fn find(&mut self, key: &CacheKey, now: SystemTime) -> Option<LoadedCard> {
        let card = self.0.get_mut(key).filter(|card| card.is_cached(now))?;
        card.source = CardSource::Cached;
        Some(card.aged(now))
    }

    /// The latest result, cached or not.
    pub(super) fn latest(&self, key: &CacheKey, now: SystemTime) -> Option<LoadedCard> {
        self.0.get(key).map(|card| card.aged(now))
    }

    /// Remembers a result. Forgets the oldest ones, if there are too many that are not cached.
    pub(super) fn put(&mut self, key: CacheKey, card: LoadedCard, now: SystemTime) {
        self.0.remove(&key);
        let past = self.0.values().filter(|card| !card.is_cached(now));
        let mut times: Vec<SystemTime> = past.map(|card| card.loaded_at).collect();
        if let Some(last) = times.len().checked_sub(MAX_PAST) {
            let (_, &mut end, _) = times.select_nth_unstable(last);
            let is_kept = |card: &LoadedCard| card.is_cached(now) || card.loaded_at > end;
            self.0.retain(|_, card| is_kept(card));
        }
        self.0.insert(key, card);
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::{CacheKey, CardResults, MAX_PAST};
    use crate::state::cards::loaded::{CardSource, CardState, LoadedCard};
    use crate::state::cards::settings::RequestSettings;

    fn at(seconds: usize) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds.try_into().unwrap())
    }

    fn key(number: usize) -> CacheKey {
        CacheKey {
            settings: RequestSettings::new("http://127.0.0.1/".to_owned()),
            key: number.to_string(),
            customer_id: String::new(),
            thread_id: None,
        }
    }

    fn card(loaded_at: usize, expires_at: Option<usize>) -> LoadedCard {
        LoadedCard {
            key: String::new(),
            url: String::new(),
            state: CardState::Hidden,
            time_to_live_seconds: None,
            loaded_at: at(loaded_at),
            expires_at: expires_at.map(at),
            age: Duration::ZERO,
            source: CardSource::Fresh,
            attempts: Vec::new(),
        }
    }

    #[test]
    fn a_result_is_shown_after_it_has_expired() {
        let mut results = CardResults::default();
        results.put(key(1), card(0, Some(10)), at(0));
        results.put(key(2), card(0, None), at(0));
        let latest = results.latest(&key(1), at(4)).unwrap();
        assert_eq!(latest.source, CardSource::Fresh);
        let found = results.find(&key(1), at(9)).unwrap();
        assert_eq!((found.source, found.age.as_secs()), (CardSource::Cached, 9));
        assert_eq!(results.find(&key(1), at(10)), None);
        assert_eq!(results.find(&key(2), at(0)), None);
        let latest = results.latest(&key(1), at(12)).unwrap();
        assert_eq!(
            (latest.source, latest.age.as_secs()),
            (CardSource::Cached, 12)
        );
        assert!(results.latest(&key(2), at(12)).is_some());
        assert_eq!(results.latest(&key(3), at(12)), None);
    }

    #[test]
    fn the_oldest_results_are_forgotten_unless_cached() {
        let mut results = CardResults::default();
        results.put(key(0), card(0, Some(usize::from(u16::MAX))), at(0));
        for number in 1..=MAX_PAST + 3 {
            results.put(key(number), card(number, None), at(number));
        }
        let is_kept = |number| results.latest(&key(number), at(number)).is_some();
        assert_eq!(
            [0, 3, 4, MAX_PAST + 3].map(is_kept),
            [true, false, true, true]
        );
        assert_eq!(results.0.len(), MAX_PAST + 1);
    }
}
