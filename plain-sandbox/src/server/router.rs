//! The server's HTTP: routes and headers.

use std::sync::Arc;

use axum::Router;
use axum::extract::State as Shared;
use axum::http::{HeaderValue, header};
use axum::middleware::{from_fn_with_state, map_response_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use jiff::fmt::rfc2822::DateTimePrinter;
use ulid::Ulid;

use super::origin;
use super::rest;
use crate::graphql::endpoint::api;
use crate::response::{Answer, ErrorCode};
use crate::state::State;
use crate::time::timestamp;
use crate::web;

/// The path of the API.
pub(crate) const API_PATH: &str = "/graphql/v1";

/// The server of one sandbox.
pub(crate) fn router(state: Arc<State>) -> Router {
    Router::new()
        .route(API_PATH, post(api))
        .route("/graphql/v1/schema.graphql", get(schema))
        .route("/readyz", get("ready"))
        .merge(rest::router())
        .merge(web::router())
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(from_fn_with_state(Arc::clone(&state), origin::guard))
        .layer(map_response_with_state(Arc::clone(&state), with_headers))
        .with_state(state)
}

async fn schema() -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "text/plain; charset=utf-8")],
        plain_schema::SDL,
    )
}

async fn not_found() -> Answer {
    Answer::error(
        ErrorCode::NotFound,
        "There is nothing here; the API is at /graphql/v1, and the page at /",
    )
}

async fn method_not_allowed() -> Answer {
    Answer::error(
        ErrorCode::MethodNotAllowed,
        "The method does not fit the path; the API takes POST at /graphql/v1",
    )
}

/// Every response carries the id that Plain's support asks for, and the time of the sandbox's clock.
async fn with_headers(Shared(state): Shared<Arc<State>>, mut response: Response) -> Response {
    let now = timestamp::of(state.clock.now());
    let date = DateTimePrinter::new().timestamp_to_rfc9110_string(&now);
    let date = date.ok().and_then(|date| HeaderValue::try_from(date).ok());
    let id = HeaderValue::try_from(Ulid::generate().to_string()).ok();
    let headers = response.headers_mut();
    for (name, value) in [("apigw-requestid", id), ("date", date)] {
        // A fault may have set it.
        if let Some(value) = value
            && !headers.contains_key(name)
        {
            headers.insert(name, value);
        }
    }
    response
}
