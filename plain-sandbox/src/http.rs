//! The server's HTTP: routes, the API key, status codes, headers.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::State as Shared;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::map_response;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use ulid::Ulid;

use crate::answer::{Answer, ErrorCode};
use crate::graphql;
use crate::request::Request;
use crate::state::State;

/// The path of the API.
pub(crate) const API_PATH: &str = "/graphql/v1";
/// The most bytes a request may have.
const BODY_LIMIT: usize = 1024 * 1024;
/// How much of a body is read before its length is judged: a client that is still sending would
/// see a reset connection rather than the answer.
const READ_LIMIT: usize = 16 * BODY_LIMIT;

/// The server of one sandbox.
pub(crate) fn router(state: Arc<State>) -> Router {
    Router::new()
        .route(API_PATH, post(api))
        .route("/graphql/v1/schema.graphql", get(schema))
        .route("/readyz", get("ready"))
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(map_response(with_request_id))
        .with_state(state)
}

async fn api(Shared(state): Shared<Arc<State>>, headers: HeaderMap, body: Body) -> Answer {
    let body = to_bytes(body, READ_LIMIT).await;
    if let Err(refusal) = authenticate(&state, &headers) {
        return refusal;
    }
    let body = match body {
        Ok(body) if body.len() <= BODY_LIMIT => body,
        _ => {
            return Answer::error(
                ErrorCode::PayloadTooLarge,
                "The body is longer than 1 MiB; send fewer or smaller components",
            );
        }
    };
    match Request::parse(&body) {
        Ok(request) => graphql::execute(&state, &request),
        Err(refusal) => refusal,
    }
}

fn authenticate(state: &State, headers: &HeaderMap) -> Result<(), Answer> {
    let Some(authorization) = headers.get(header::AUTHORIZATION) else {
        return Err(Answer::error(
            ErrorCode::Unauthenticated,
            "There is no API key; send it as `Authorization: Bearer plainApiKey_…`",
        ));
    };
    if state.api_key.is_presented_by(authorization.as_bytes()) {
        return Ok(());
    }
    Err(Answer::error(
        ErrorCode::Unauthenticated,
        "The API key is not the one of this sandbox; send the key it was started with as `Authorization: Bearer plainApiKey_…`",
    ))
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
        "There is nothing here; the API is at /graphql/v1",
    )
}

async fn method_not_allowed() -> Answer {
    Answer::error(
        ErrorCode::MethodNotAllowed,
        "The method does not fit the path; the API takes POST at /graphql/v1",
    )
}

/// Every response carries the id that Plain's support asks for.
async fn with_request_id(mut response: Response) -> Response {
    if let Ok(id) = HeaderValue::try_from(Ulid::generate().to_string()) {
        response.headers_mut().insert("apigw-requestid", id);
    }
    response
}
