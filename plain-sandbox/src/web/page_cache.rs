//! Pages that several tabs show are drawn once for all of them.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State as Shared};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::state::State;

/// Header with the tick after which an open page must have been drawn. A page without it is current.
const TICK_HEADER: &str = "x-plain-sandbox-tick";
/// Number of pages that are kept.
const MAX_PAGES: usize = 8;
/// Length of the longest page that is kept.
const MAX_LENGTH: usize = 4 * 1024 * 1024;
/// Time for which the ages on a page are current.
const AGE_INTERVAL: Duration = Duration::from_secs(1);

/// Extension of a response: the time of the ages on the page, by the sandbox's clock.
#[derive(Debug, Clone, Copy)]
pub(super) struct AgesAt(pub(super) SystemTime);

/// The pages drawn last.
#[derive(Debug, Default)]
pub(super) struct PageCache {
    pages: Mutex<VecDeque<DrawnPage>>,
    /// Held while a page is searched, so that others wait for its result.
    search: tokio::sync::Mutex<()>,
}

#[derive(Debug, Clone)]
struct DrawnPage {
    path: String,
    /// The states of the workspace, and of the request log and the cards.
    revision: (u64, u64),
    /// The tick during which it was drawn.
    tick: u64,
    /// The time of the ages on it, if it shows any.
    ages_at: Option<AgesAt>,
    headers: HeaderMap,
    body: Bytes,
}

/// Middleware that answers with a page that was drawn before, if it is recent enough.
///
/// It is if nothing has changed since. An open page that updates itself also accepts one that was drawn
/// after the tick it was notified of: the changes since then are followed by another tick. So the number
/// of drawings depends neither on the number of tabs nor on that of changes. A page with ages is shared for
/// a second.
pub(super) async fn share(
    Shared((state, cache)): Shared<(Arc<State>, Arc<PageCache>)>,
    request: Request,
    next: Next,
) -> Response {
    if request.method() != Method::GET {
        return next.run(request).await;
    }
    let path = request.uri().to_string();
    let tick = request.headers().get(TICK_HEADER);
    let tick = tick.and_then(|it| it.to_str().ok()?.parse().ok());
    let find = || cache.find(&path, state.revision(), tick, state.clock.now());
    if let Some(page) = find() {
        return page;
    }
    let _turn = if path.contains('?') {
        let turn = cache.search.lock().await;
        if let Some(page) = find() {
            return page;
        }
        Some(turn)
    } else {
        None
    };
    let (revision, tick) = (state.revision(), state.tick());
    let response = next.run(request).await;
    if response.status() != StatusCode::OK {
        return response;
    }
    let (parts, body) = response.into_parts();
    // The body is in memory already.
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    cache.keep(DrawnPage {
        path,
        revision,
        tick,
        ages_at: parts.extensions.get().copied(),
        headers: parts.headers.clone(),
        body: body.clone(),
    });
    Response::from_parts(parts, Body::from(body))
}

impl AgesAt {
    fn is_current(self, now: SystemTime) -> bool {
        let age = now.duration_since(self.0);
        age.is_ok_and(|age| age < AGE_INTERVAL)
    }
}

impl PageCache {
    fn find(
        &self,
        path: &str,
        revision: (u64, u64),
        tick: Option<u64>,
        now: SystemTime,
    ) -> Option<Response> {
        let pages = self.pages();
        let page = pages.iter().find(|it| {
            let is_recent = it.revision == revision || tick.is_some_and(|tick| it.tick >= tick);
            it.path == path && is_recent && it.ages_at.is_none_or(|ages| ages.is_current(now))
        })?;
        Some((page.headers.clone(), page.body.clone()).into_response())
    }

    fn keep(&self, page: DrawnPage) {
        let mut pages = self.pages();
        pages.retain(|it| it.path != page.path);
        if page.body.len() <= MAX_LENGTH {
            pages.push_front(page);
            pages.truncate(MAX_PAGES);
        }
    }

    fn pages(&self) -> MutexGuard<'_, VecDeque<DrawnPage>> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::{AGE_INTERVAL, AgesAt, DrawnPage, MAX_LENGTH, MAX_PAGES, PageCache};

    const NOW: SystemTime = SystemTime::UNIX_EPOCH;

    fn page(path: &str, revision: u64, tick: u64) -> DrawnPage {
        DrawnPage {
            path: path.to_owned(),
            revision: (revision, 0),
            tick,
            ages_at: None,
            headers: axum::http::HeaderMap::new(),
            body: axum::body::Bytes::from_static(b"page"),
        }
    }

    #[test]
    fn a_page_is_shared_while_nothing_changes() {
        let cache = PageCache::default();
        cache.keep(page("/", 3, 1));
        assert!(cache.find("/", (3, 0), None, NOW).is_some());
        assert!(cache.find("/", (4, 0), None, NOW).is_none());
        assert!(cache.find("/", (3, 1), None, NOW).is_none());
        assert!(cache.find("/?q=a", (3, 0), None, NOW).is_none());
    }

    #[test]
    fn tabs_share_the_page_that_was_drawn_after_their_tick() {
        let cache = PageCache::default();
        cache.keep(page("/", 3, 2));
        assert!(cache.find("/", (9, 9), Some(1), NOW).is_some());
        assert!(cache.find("/", (9, 9), Some(2), NOW).is_some());
        assert!(cache.find("/", (9, 9), Some(3), NOW).is_none());
        cache.keep(page("/", 9, 3));
        assert!(cache.find("/", (10, 9), Some(3), NOW).is_some());
        assert_eq!(cache.pages().len(), 1);
    }

    #[test]
    fn a_page_with_ages_is_shared_for_a_second() {
        let cache = PageCache::default();
        let mut aging = page("/", 3, 1);
        aging.ages_at = Some(AgesAt(NOW));
        cache.keep(aging);
        let last = NOW + AGE_INTERVAL - AGE_INTERVAL / 10;
        assert!(cache.find("/", (3, 0), None, last).is_some());
        assert!(cache.find("/", (3, 0), None, NOW + AGE_INTERVAL).is_none());
        assert!(cache.find("/", (9, 9), Some(1), last).is_some());
        let later = NOW + AGE_INTERVAL;
        assert!(cache.find("/", (9, 9), Some(1), later).is_none());
    }

    #[test]
    fn the_memory_of_pages_is_bounded() {
        let cache = PageCache::default();
        for number in 0..2 * MAX_PAGES {
            cache.keep(page(&format!("/{number}"), 1, 1));
        }
        assert_eq!(cache.pages().len(), MAX_PAGES);
        let mut long = page("/long", 1, 1);
        long.body = vec![b' '; MAX_LENGTH + 1].into();
        cache.keep(long);
        assert!(cache.find("/long", (1, 0), None, NOW).is_none());
    }
}
