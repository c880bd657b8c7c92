//! Server-sent events that notify open pages of changes.
//!
//! An event does not describe the changes, of which there may be thousands a second. It has the number
//! of a tick that follows them, and the page requests itself again, drawn after that tick. So a page that
//! was disconnected, or that is slower than the changes, misses nothing.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State as Shared;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use futures_util::stream::unfold;

use crate::state::State;

/// Time after which a disconnected page reconnects.
const RECONNECT_DELAY: Duration = Duration::from_secs(1);

pub(super) async fn changes(
    Shared(state): Shared<Arc<State>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let ticks = state.subscribe();
    let shutdown = state.shutdown.clone();
    // The first event is sent at once, because something may have changed since the page was rendered.
    let stream = unfold((ticks, true), move |(mut ticks, is_first)| {
        let shutdown = shutdown.clone();
        async move {
            if !is_first {
                tokio::select! {
                    result = ticks.changed() => result.ok()?,
                    () = shutdown.requested() => return None,
                }
            }
            let tick = *ticks.borrow_and_update();
            let event = Event::default()
                .event("change")
                .data(tick.to_string())
                .retry(RECONNECT_DELAY);
            Some((Ok(event), (ticks, false)))
        }
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}
