//! Applies a fault to a request.

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::{Fault, FaultKind, body};
use crate::connection::Connection;
use crate::response::ApiResponse;
use crate::shutdown::Shutdown;

/// Applies a fault to a request and returns its response: `None` if the connection is reset.
///
/// `handle` executes the request. It is called at most once, when the fault calls for it. If the
/// fault comes after the commit, it returns the response of a request that was executed already.
pub(crate) async fn strike(
    fault: &Fault,
    connection: &Connection,
    shutdown: &Shutdown,
    handle: impl FnOnce() -> ApiResponse,
) -> Option<Response> {
    let response = match &fault.kind {
        FaultKind::Reset => None,
        FaultKind::NoResponse => {
            shutdown.requested().await;
            None
        }
        FaultKind::Delay(duration) => {
            shutdown.sleep(*duration).await;
            Some(handle())
        }
        FaultKind::MutationError(_)
        | FaultKind::Truncate
        | FaultKind::SlowBody { .. }
        | FaultKind::OversizedBody(_) => Some(handle()),
        FaultKind::Status(status) => Some(gateway_response(*status)),
        FaultKind::GraphqlError { code, message } => Some(graphql_error(code, message)),
    };
    if response.is_none() {
        connection.reset();
    }
    response.map(|response| distort(fault, response, shutdown))
}

fn gateway_response(status: StatusCode) -> ApiResponse {
    if status == StatusCode::TOO_MANY_REQUESTS {
        return ApiResponse::rate_limited(None);
    }
    let message = status.canonical_reason().unwrap_or("Unknown");
    ApiResponse::json(status, &json!({ "message": message }))
}

fn graphql_error(code: &str, message: &str) -> ApiResponse {
    let error = json!({ "message": message, "extensions": { "code": code } });
    ApiResponse::json(StatusCode::OK, &json!({ "data": null, "errors": [error] }))
}

/// Applies the headers and the body of a fault to a response.
fn distort(fault: &Fault, mut response: ApiResponse, shutdown: &Shutdown) -> Response {
    if let Some(body) = &fault.body {
        response.body = body.clone().into_bytes();
    }
    let bytes = Bytes::from(std::mem::take(&mut response.body));
    let length = match fault.kind {
        FaultKind::OversizedBody(length) => length.max(bytes.len()),
        _ => bytes.len(),
    };
    let mut response = response.into_response();
    if matches!(
        response.status(),
        StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED
    ) {
        // HTTP/2 would send the body, which these statuses do not allow.
        *response.body_mut() = Body::empty();
        response.headers_mut().extend(fault.headers.clone());
        return response;
    }
    let headers = response.headers_mut();
    // The length of the whole body, even if the client receives less.
    headers.insert(header::CONTENT_LENGTH, length.into());
    if bytes.starts_with(b"<") {
        let html = HeaderValue::from_static("text/html; charset=utf-8");
        headers.insert(header::CONTENT_TYPE, html);
    }
    headers.extend(fault.headers.clone());
    *response.body_mut() = match fault.kind {
        FaultKind::Truncate => body::truncated(&bytes),
        FaultKind::OversizedBody(length) => body::padded(bytes, length),
        FaultKind::SlowBody {
            bytes: chunk,
            pause,
        } => body::slow(bytes, chunk, pause, shutdown.clone()),
        FaultKind::Status(_)
        | FaultKind::GraphqlError { .. }
        | FaultKind::MutationError(_)
        | FaultKind::Delay(_)
        | FaultKind::NoResponse
        | FaultKind::Reset => Body::from(bytes),
    };
    response
}
