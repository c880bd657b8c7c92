//! What a test in another language does with a sandbox: REST below `/api`.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use axum::body::Bytes;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State as Shared};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::fault::FaultRule;
use crate::response::{Answer, ErrorCode};
use crate::state::State;
use crate::state::request_log::RecordedRequest;
use crate::time::duration::Written;
use crate::time::timestamp;
use crate::workspace::event::Event;

type Params<T> = Result<Query<T>, QueryRejection>;

pub(crate) fn router() -> Router<Arc<State>> {
    Router::new()
        .route("/api/events", get(events).delete(clear_events))
        .route("/api/requests", get(requests).delete(clear_requests))
        .route(
            "/api/faults",
            get(faults).put(set_faults).delete(clear_faults),
        )
}

/// Which events, and how long to wait for so many of them.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
struct EventParams {
    title: Option<String>,
    customer_id: Option<String>,
    thread_id: Option<String>,
    external_id: Option<String>,
    count: usize,
    wait: Written,
}

impl Default for EventParams {
    fn default() -> Self {
        Self {
            title: None,
            customer_id: None,
            thread_id: None,
            external_id: None,
            count: 1,
            wait: Written(Duration::ZERO),
        }
    }
}

impl EventParams {
    fn fits(&self, event: &Event) -> bool {
        let is = |wanted: &Option<String>, it: Option<&String>| {
            wanted.is_none() || wanted.as_ref() == it
        };
        is(&self.title, Some(&event.title))
            && is(&self.customer_id, Some(&event.customer_id))
            && is(&self.thread_id, event.thread_id.as_ref())
            && is(&self.external_id, event.external_id.as_ref())
    }
}

async fn events(
    Shared(state): Shared<Arc<State>>,
    params: Params<EventParams>,
) -> Result<Json<Vec<Value>>, Answer> {
    let params = read(params)?;
    let are_there = |events: &[Event]| {
        let fitting = events.iter().filter(|event| params.fits(event));
        fitting.count() >= params.count
    };
    let events = tokio::select! {
        events = state.wait_for(are_there) => events,
        () = tokio::time::sleep(params.wait.0) => state.events(),
    };
    let fitting = events.iter().filter(|event| params.fits(event));
    Ok(Json(fitting.map(event_json).collect()))
}

async fn clear_events(Shared(state): Shared<Arc<State>>) -> Result<StatusCode, Answer> {
    state
        .clear_events()
        .map_err(|error| Answer::error(ErrorCode::InternalServerError, error.to_string()))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn requests(Shared(state): Shared<Arc<State>>) -> Json<Vec<Value>> {
    let requests = state.requests.requests();
    Json(requests.iter().map(request_json).collect())
}

async fn clear_requests(Shared(state): Shared<Arc<State>>) -> StatusCode {
    state.requests.clear();
    state.changed();
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FaultParams {
    seed: Option<u64>,
}

async fn faults(Shared(state): Shared<Arc<State>>) -> Json<Vec<FaultRule>> {
    Json(state.faults.rules())
}

async fn set_faults(
    Shared(state): Shared<Arc<State>>,
    params: Params<FaultParams>,
    body: Bytes,
) -> Result<Json<Vec<FaultRule>>, Answer> {
    let params = read(params)?;
    let rules: Vec<FaultRule> = serde_json::from_slice(&body).map_err(|error| {
        bad_input(format!(
            "The body is not a list of faults in JSON, such as [{{\"status\": 503, \"next\": 2}}]: {error}"
        ))
    })?;
    if let Some(seed) = params.seed {
        state.faults.seed(seed);
    }
    state.faults.set(rules);
    Ok(Json(state.faults.rules()))
}

async fn clear_faults(Shared(state): Shared<Arc<State>>) -> StatusCode {
    state.faults.clear();
    StatusCode::NO_CONTENT
}

fn read<T>(params: Params<T>) -> Result<T, Answer> {
    match params {
        Ok(Query(params)) => Ok(params),
        Err(rejection) => Err(bad_input(rejection.body_text())),
    }
}

fn bad_input(message: String) -> Answer {
    Answer::error(ErrorCode::BadUserInput, message)
}

/// The event as `GET /api/events` has it.
pub(crate) fn event_json(event: &Event) -> Value {
    json!({
        "__typename": event.kind.event().graphql_type,
        "id": event.id,
        "title": event.title,
        "customerId": event.customer_id,
        "threadId": event.thread_id,
        "externalId": event.external_id,
        "isCollapsed": event.is_collapsed,
        "input": event.input,
        "createdAt": iso8601(event.created_at),
        "updatedAt": iso8601(event.updated_at),
    })
}

fn request_json(request: &RecordedRequest) -> Value {
    let refusal = request
        .refusal
        .as_ref()
        .map(|it| json!({ "code": it.code, "message": it.message }));
    json!({
        "at": iso8601(request.at),
        "operations": request.operations,
        "status": request.status,
        "fault": request.fault.as_ref().map(ToString::to_string),
        "refusal": refusal,
        "body": request.body,
    })
}

fn iso8601(time: SystemTime) -> String {
    timestamp::iso8601(timestamp::of(time))
}
