//! The API's endpoint: from the bytes of a request to those of its response.

use std::sync::Arc;

use apollo_compiler::ast::Document;
use axum::body::Body;
use axum::extract::{ConnectInfo, State as Shared};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Version, header};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt as _;

use super::context::RequestContext;
use super::request::{GraphqlRequest, RequestedOperation};
use crate::access::api_key::ApiKey;
use crate::access::rate_limit::RateLimitStatus;
use crate::connection::Connection;
use crate::fault::rule::RequestFacts;
use crate::fault::strike::strike;
use crate::fault::{Fault, InjectedError};
use crate::response::{ApiResponse, ErrorCode};
use crate::state::State;
use crate::state::request_log::RequestId;
use crate::time::timestamp;

/// Upper bound on the bytes of a request body.
const MAX_BODY: usize = 1024 * 1024;
/// Bytes that are read of a body that is too long. A client that is still sending would see a reset
/// connection instead of the response.
const MAX_READ: usize = 16 * MAX_BODY;

/// A request, parsed as far as possible.
struct IncomingRequest {
    headers: HeaderMap,
    body: Vec<u8>,
    parsed: Result<(GraphqlRequest, Document), ApiResponse>,
    operation: RequestedOperation,
}

/// Responds to a request.
pub(crate) async fn graphql(
    Shared(state): Shared<Arc<State>>,
    ConnectInfo(connection): ConnectInfo<Connection>,
    version: Version,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let request = IncomingRequest::read(headers, body).await;
    let fault = state.faults.select(&request.facts());
    let operations = request.operation.fields.clone();
    let id = state.requests.begin(
        state.clock.now(),
        version_name(version),
        operations,
        fault.clone(),
    );

    let response = match &fault {
        None => Some(handle(&state, id, request, None).into_response()),
        Some(fault) => respond_with_fault(&state, id, request, fault, &connection).await,
    };
    // The client of a reset connection receives nothing.
    let Some(mut response) = response else {
        return Response::default();
    };
    if let Some(rate_limit) = &state.access.rate_limit {
        let status = rate_limit.status(state.clock.now());
        add_rate_limit_headers(response.headers_mut(), status);
    }
    state.requests.respond(id, response.status().as_u16());
    state.changed();
    response
}

fn version_name(version: Version) -> &'static str {
    match version {
        Version::HTTP_2 => "HTTP/2.0",
        Version::HTTP_10 => "HTTP/1.0",
        _ => "HTTP/1.1",
    }
}

/// Applies a fault: `None` if the connection is reset.
async fn respond_with_fault(
    state: &State,
    id: RequestId,
    request: IncomingRequest,
    fault: &Fault,
    connection: &Connection,
) -> Option<Response> {
    let handle = || handle(state, id, request, Some(fault));
    // Announced before the fault, which may delay the response or suppress it.
    if fault.is_after_commit() {
        let response = handle();
        state.changed();
        strike(fault, connection, &state.shutdown, || response).await
    } else {
        state.changed();
        strike(fault, connection, &state.shutdown, handle).await
    }
}

impl IncomingRequest {
    async fn read(headers: HeaderMap, body: Body) -> Self {
        let (body, parsed) = match read_body(body).await {
            Some(body) => {
                let parsed = GraphqlRequest::parse(&body).and_then(|request| {
                    let document = super::parse(&request.query)?;
                    Ok((request, document))
                });
                (body, parsed)
            }
            None => {
                let message = "The body is longer than 1 MiB; send fewer or smaller components";
                let rejected = ApiResponse::error(ErrorCode::PayloadTooLarge, message);
                (Vec::new(), Err(rejected))
            }
        };
        let operation = parsed.as_ref().map_or_else(
            |_| RequestedOperation::default(),
            |(request, document)| {
                RequestedOperation::find(document, request.operation_name.as_deref())
            },
        );
        Self {
            headers,
            body,
            parsed,
            operation,
        }
    }

    fn facts(&self) -> RequestFacts<'_> {
        RequestFacts {
            operations: &self.operation.fields,
            is_mutation: self.operation.is_mutation,
            variables: self
                .parsed
                .as_ref()
                .ok()
                .map(|(request, _)| &request.variables),
        }
    }
}

/// Reads a body. If it is too long, reads on without keeping it, and returns nothing.
async fn read_body(body: Body) -> Option<Vec<u8>> {
    let mut kept = Some(Vec::new());
    let mut length = 0;
    let mut chunks = body.into_data_stream();
    while length <= MAX_READ
        && let Some(chunk) = chunks.next().await
    {
        let chunk = chunk.ok()?;
        length += chunk.len();
        match &mut kept {
            Some(kept) if length <= MAX_BODY => kept.extend_from_slice(&chunk),
            _ => kept = None,
        }
    }
    kept
}

/// Executes a request and logs its rejection.
fn handle(
    state: &State,
    id: RequestId,
    request: IncomingRequest,
    fault: Option<&Fault>,
) -> ApiResponse {
    let injected_error = fault.and_then(Fault::as_mutation_error);
    let response = execute(state, &request.headers, request.parsed, injected_error)
        .unwrap_or_else(|rejected| rejected);
    if let Some(rejection) = &response.rejection {
        state.requests.reject(id, rejection.clone(), &request.body);
    }
    response
}

fn execute(
    state: &State,
    headers: &HeaderMap,
    parsed: Result<(GraphqlRequest, Document), ApiResponse>,
    injected_error: Option<InjectedError<'_>>,
) -> Result<ApiResponse, ApiResponse> {
    let key = authenticate(state, headers)?;
    if let Some(rate_limit) = &state.access.rate_limit {
        rate_limit
            .admit(state.clock.now())
            .map_err(|exceeded| ApiResponse::rate_limited(Some(exceeded.retry_after)))?;
    }
    let (request, document) = parsed?;
    let context = RequestContext::new(state, key, injected_error);
    Ok(super::execute(context, &request, &document))
}

fn authenticate<'a>(state: &'a State, headers: &HeaderMap) -> Result<&'a ApiKey, ApiResponse> {
    let Some(authorization) = headers.get(header::AUTHORIZATION) else {
        return Err(ApiResponse::error(
            ErrorCode::Unauthenticated,
            "The API key is missing; send it as `Authorization: Bearer plainApiKey_…`",
        ));
    };
    state
        .access
        .api_keys
        .iter()
        .find(|key| key.matches_header(authorization.as_bytes()))
        .ok_or_else(|| {
            ApiResponse::error(
                ErrorCode::Unauthenticated,
                "The API key is unknown to this sandbox; send the key it was started with as `Authorization: Bearer plainApiKey_…`",
            )
        })
}

/// Adds Plain's rate limit headers, unless a fault has set them.
fn add_rate_limit_headers(headers: &mut HeaderMap, status: RateLimitStatus) {
    let reset = timestamp::iso8601(timestamp::of(status.reset));
    for (name, value) in [
        ("x-ratelimit-limit", HeaderValue::from(status.limit)),
        ("x-ratelimit-remaining", HeaderValue::from(status.remaining)),
        (
            "x-ratelimit-reset",
            HeaderValue::try_from(reset).unwrap_or_else(|_| HeaderValue::from_static("")),
        ),
    ] {
        headers
            .entry(HeaderName::from_static(name))
            .or_insert(value);
    }
}
