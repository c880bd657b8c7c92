//! Tells the pages that are open that something changed: server-sent events.
//!
//! What changed is not said. A page asks for itself again, so one that was away, or that is slower than
//! the changes, misses nothing.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State as Shared;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use futures_util::stream::unfold;

use crate::state::State;

/// How soon a page that lost the sandbox asks for it again.
const RETRY: Duration = Duration::from_secs(1);

pub(super) async fn changes(
    Shared(state): Shared<Arc<State>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let changes = state.subscribe();
    let ending = state.ending.clone();
    // What changed between the page and this request is not known, so the first one comes at once.
    let stream = unfold((changes, true), move |(mut changes, is_first)| {
        let ending = ending.clone();
        async move {
            if !is_first {
                tokio::select! {
                    told = changes.changed() => told.ok()?,
                    () = ending.finish() => return None,
                }
            }
            changes.mark_unchanged();
            let event = Event::default()
                .event("change")
                .data("changed")
                .retry(RETRY);
            Some((Ok(event), (changes, false)))
        }
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}
