//! `/api/events`: lists events, waits for them, and removes them.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State as Shared;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::{StreamExt as _, stream};
use serde::Deserialize;

use super::rest::{QueryParams, extract};
use crate::response::{ApiResponse, ErrorCode};
use crate::state::State;
use crate::time::duration::HumanDuration;
use crate::workspace::event::{Event, EventFilter, EventJson};

/// Number of events that are serialised at a time, between which other requests are served.
const CHUNK: usize = 64;

pub(super) fn router() -> Router<Arc<State>> {
    Router::new().route("/api/events", get(events).delete(clear_events))
}

/// Filters of events, and how long to wait for `count` of them.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
struct EventParams {
    title: Option<String>,
    customer_id: Option<String>,
    thread_id: Option<String>,
    external_id: Option<String>,
    count: usize,
    wait: HumanDuration,
}

impl Default for EventParams {
    fn default() -> Self {
        Self {
            title: None,
            customer_id: None,
            thread_id: None,
            external_id: None,
            count: 1,
            wait: HumanDuration(Duration::ZERO),
        }
    }
}

async fn events(
    Shared(state): Shared<Arc<State>>,
    params: QueryParams<EventParams>,
) -> Result<Response, ApiResponse> {
    let params = extract(params)?;
    let filter = EventFilter {
        title: params.title,
        customer_id: params.customer_id,
        thread_id: params.thread_id,
        external_id: params.external_id,
    };
    tokio::select! {
        () = state.wait_for_matching(&filter, params.count) => {}
        () = tokio::time::sleep(params.wait.0) => {}
    }
    let content_type = [(header::CONTENT_TYPE, "application/json")];
    let body = list_body(state.events_matching(&filter));
    Ok((content_type, body).into_response())
}

async fn clear_events(Shared(state): Shared<Arc<State>>) -> Result<StatusCode, ApiResponse> {
    state
        .clear_events()
        .map_err(|error| ApiResponse::error(ErrorCode::InternalServerError, error.to_string()))?;
    Ok(StatusCode::NO_CONTENT)
}

/// The events as a JSON list. A long one is serialised while it is sent: neither its length nor its
/// duration concerns other requests.
fn list_body(events: Vec<Arc<Event>>) -> Body {
    if events.len() <= CHUNK {
        let mut list = chunk(&events, true);
        list.push(b']');
        return Body::from(list);
    }
    let chunks = stream::unfold((events, 0), async |(events, start)| {
        if start > events.len() {
            return None;
        }
        // Other requests have their turn.
        tokio::task::yield_now().await;
        let end = events.len().min(start + CHUNK);
        let mut bytes = chunk(&events[start..end], start == 0);
        if end == events.len() {
            bytes.push(b']');
            return Some((bytes, (events, end + 1)));
        }
        Some((bytes, (events, end)))
    });
    Body::from_stream(chunks.map(|bytes| Ok::<_, Infallible>(Bytes::from(bytes))))
}

/// A part of the list, without the closing bracket.
fn chunk(events: &[Arc<Event>], is_first: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    if is_first {
        bytes.push(b'[');
    }
    for (index, event) in events.iter().enumerate() {
        if !(is_first && index == 0) {
            bytes.push(b',');
        }
        // Serialisation fails only for maps with keys that are not strings.
        let _ = serde_json::to_writer(&mut bytes, &EventJson::new(event));
    }
    bytes
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use axum::body::to_bytes;
    use futures_util::StreamExt as _;
    use serde_json::Value;

    use super::{CHUNK, list_body};
    use crate::state::tests::{add_event, state};
    use crate::workspace::event::{Event, EventFilter};

    #[tokio::test]
    async fn a_list_of_any_length_is_complete() {
        let state = state(None);
        for length in 0..=3 * CHUNK {
            if [0, 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK].contains(&length) {
                let events = state.events_matching(&EventFilter::default());
                let bytes = to_bytes(list_body(events), usize::MAX).await.unwrap();
                let list: Vec<Value> = serde_json::from_slice(&bytes).unwrap();
                let expected: Vec<Value> = state.events().iter().map(Event::to_json).collect();
                assert_eq!(list, expected, "{length}");
            }
            add_event(&state, "t");
        }
    }

    #[tokio::test]
    async fn a_long_list_is_serialised_in_parts() {
        let state = state(None);
        for _ in 0..10 * CHUNK {
            add_event(&state, "t");
        }
        let events = state.events_matching(&EventFilter::default());
        // Listed events are shared with the workspace.
        assert!(events.iter().all(|event| Arc::strong_count(event) == 2));
        let parts = list_body(events).into_data_stream().count().await;
        assert_eq!(parts, 10);
    }
}
