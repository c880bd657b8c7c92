//! What a fault does to a request.

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::connection::Connection;
use super::{Fault, Kind, body};
use crate::response::Answer;
use crate::shutdown::Ending;

/// Lets a fault strike a request, and says what is answered. `None` is a connection that was reset.
///
/// `handle` does what the request asks for. It is called before the fault, after it, or not at all.
pub(crate) async fn strike(
    fault: &Fault,
    connection: &Connection,
    ending: &Ending,
    handle: impl FnOnce() -> Answer,
) -> Option<Response> {
    let mut handle = Some(handle);
    let mut handled = || handle.take().map(|handle| handle());
    let committed = if fault.is_after_commit {
        handled()
    } else {
        None
    };

    let answer = match &fault.kind {
        Kind::Reset => None,
        Kind::Silence => {
            ending.finish().await;
            None
        }
        Kind::Delay(duration) => {
            ending.sleep(*duration).await;
            committed.or_else(handled)
        }
        Kind::MutationError(_) | Kind::Truncate | Kind::SlowBody { .. } | Kind::Oversized(_) => {
            committed.or_else(handled)
        }
        Kind::Status(status) => Some(of_status(*status)),
        Kind::GraphqlError { code, message } => Some(graphql_error(code, message)),
    };
    if answer.is_none() {
        connection.reset();
    }
    answer.map(|answer| respond(fault, answer, ending))
}

fn of_status(status: StatusCode) -> Answer {
    if status == StatusCode::TOO_MANY_REQUESTS {
        return Answer::rate_limited();
    }
    let message = status.canonical_reason().unwrap_or("Unknown");
    Answer::json(status, &json!({ "message": message }))
}

fn graphql_error(code: &str, message: &str) -> Answer {
    let error = json!({ "message": message, "extensions": { "code": code } });
    Answer::json(StatusCode::OK, &json!({ "data": null, "errors": [error] }))
}

/// The answer, as the fault lets it out.
fn respond(fault: &Fault, mut answer: Answer, ending: &Ending) -> Response {
    if let Some(body) = &fault.body {
        answer.body = body.clone().into_bytes();
    }
    let bytes = Bytes::from(match fault.kind {
        Kind::Oversized(bytes) => body::padded(&answer.body, bytes),
        _ => std::mem::take(&mut answer.body),
    });
    let mut response = answer.into_response();
    let headers = response.headers_mut();
    // The client is told of the whole body, also where it gets less.
    headers.insert(header::CONTENT_LENGTH, bytes.len().into());
    if bytes.starts_with(b"<") {
        let html = HeaderValue::from_static("text/html; charset=utf-8");
        headers.insert(header::CONTENT_TYPE, html);
    }
    headers.extend(fault.headers.clone());
    *response.body_mut() = match fault.kind {
        Kind::Truncate => body::truncated(&bytes),
        Kind::SlowBody {
            bytes: piece,
            pause,
        } => body::slow(bytes, piece, pause, ending.clone()),
        _ => Body::from(bytes),
    };
    response
}
