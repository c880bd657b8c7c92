//! Routes and response headers of the server.

use std::sync::Arc;

use axum::Router;
use axum::extract::State as Shared;
use axum::http::{HeaderValue, header};
use axum::middleware::{from_fn_with_state, map_response_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use jiff::fmt::rfc2822::DateTimePrinter;
use ulid::Ulid;

use super::{card_api, event_list, origin, rest};
use crate::graphql::endpoint::graphql;
use crate::response::{ApiResponse, ErrorCode};
use crate::state::{API_PATH, State};
use crate::time::timestamp;
use crate::web;

/// Creates the router of one sandbox.
pub(crate) fn router(state: Arc<State>) -> Router {
    Router::new()
        .route(API_PATH, post(graphql))
        .route("/graphql/v1/schema.graphql", get(schema))
        .route("/readyz", get("ready"))
        .merge(rest::router())
        .merge(event_list::router())
        .merge(card_api::router())
        .merge(web::router(&state))
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(from_fn_with_state(Arc::clone(&state), origin::guard))
        .layer(map_response_with_state(Arc::clone(&state), add_headers))
        .with_state(state)
}

async fn schema() -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "text/plain; charset=utf-8")],
        plain_schema::SDL,
    )
}

async fn not_found() -> ApiResponse {
    ApiResponse::error(
        ErrorCode::NotFound,
        "Path not found; the API is at /graphql/v1, and the UI at /",
    )
}

async fn method_not_allowed() -> ApiResponse {
    ApiResponse::error(
        ErrorCode::MethodNotAllowed,
        "Method not allowed; send API requests as POST to /graphql/v1",
    )
}

/// Adds the request ID that Plain's support asks for, and the date of the sandbox's clock.
async fn add_headers(Shared(state): Shared<Arc<State>>, mut response: Response) -> Response {
    let now = timestamp::of(state.clock.now());
    let date = DateTimePrinter::new().timestamp_to_rfc9110_string(&now);
    let date = date.ok().and_then(|date| HeaderValue::try_from(date).ok());
    let id = HeaderValue::try_from(Ulid::generate().to_string()).ok();
    let headers = response.headers_mut();
    for (name, value) in [("apigw-requestid", id), ("date", date)] {
        // A fault may have set the header.
        if let Some(value) = value
            && !headers.contains_key(name)
        {
            headers.insert(name, value);
        }
    }
    response
}
