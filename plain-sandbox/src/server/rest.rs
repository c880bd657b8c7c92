//! The REST API below `/api`, for tests in other languages.

use std::sync::Arc;
use std::time::SystemTime;

use axum::body::Bytes;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State as Shared};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::fault::FaultRule;
use crate::response::{ApiResponse, ErrorCode};
use crate::state::State;
use crate::state::request_log::RecordedRequest;
use crate::time::timestamp;

pub(super) type QueryParams<T> = Result<Query<T>, QueryRejection>;

pub(crate) fn router() -> Router<Arc<State>> {
    Router::new()
        .route("/api/requests", get(requests).delete(clear_requests))
        .route(
            "/api/faults",
            get(faults).put(set_faults).delete(clear_faults),
        )
}

async fn requests(Shared(state): Shared<Arc<State>>) -> Json<Vec<Value>> {
    let requests = state.requests.requests();
    Json(requests.iter().map(request_json).collect())
}

async fn clear_requests(Shared(state): Shared<Arc<State>>) -> StatusCode {
    state.clear_requests();
    StatusCode::NO_CONTENT
}

/// Parameters of `PUT /api/faults`.
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
    params: QueryParams<FaultParams>,
    body: Bytes,
) -> Result<Json<Vec<FaultRule>>, ApiResponse> {
    let params = extract(params)?;
    let rules: Vec<FaultRule> = serde_json::from_slice(&body).map_err(|error| {
        bad_user_input(format!(
            "The body is not a JSON list of faults such as [{{\"status\": 503, \"next\": 2}}]: {error}"
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

pub(super) fn extract<T>(params: QueryParams<T>) -> Result<T, ApiResponse> {
    match params {
        Ok(Query(params)) => Ok(params),
        Err(rejection) => Err(bad_user_input(rejection.body_text())),
    }
}

pub(super) fn bad_user_input(message: String) -> ApiResponse {
    ApiResponse::error(ErrorCode::BadUserInput, message)
}

fn request_json(request: &RecordedRequest) -> Value {
    let rejection = request
        .rejection
        .as_ref()
        .map(|it| json!({ "code": it.code, "message": it.message }));
    json!({
        "at": iso8601(request.at),
        "httpVersion": request.http_version,
        "operations": request.operations,
        "status": request.status,
        "fault": request.fault.as_ref().map(ToString::to_string),
        "rejection": rejection,
        "body": request.body,
    })
}

fn iso8601(time: SystemTime) -> String {
    timestamp::iso8601(timestamp::of(time))
}
