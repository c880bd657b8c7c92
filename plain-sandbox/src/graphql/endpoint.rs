//! The API's endpoint: from the bytes of a request to those of its answer.

use std::sync::Arc;

use apollo_compiler::ast::Document;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, State as Shared};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};

use super::context::Call;
use super::operation::Operation;
use super::request::Request;
use crate::access::api_key::ApiKey;
use crate::fault::connection::Connection;
use crate::fault::{self, Fault, Subject};
use crate::graphql;
use crate::response::{Answer, ErrorCode};
use crate::state::State;
use crate::state::request_log::RequestId;

/// The most bytes a request may have.
const BODY_LIMIT: usize = 1024 * 1024;
/// How much of a body is read before its length is judged: a client that is still sending would
/// see a reset connection rather than the answer.
const READ_LIMIT: usize = 16 * BODY_LIMIT;

/// A request that has come, as far as it can be read.
struct Arrival {
    headers: HeaderMap,
    body: Vec<u8>,
    read: Result<(Request, Document), Answer>,
    operation: Operation,
}

/// Answers a request.
pub(crate) async fn api(
    Shared(state): Shared<Arc<State>>,
    ConnectInfo(connection): ConnectInfo<Connection>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let arrival = Arrival::read(headers, body).await;
    let fault = state.faults.strike(&arrival.subject());
    let operations = arrival.operation.fields.clone();
    let id = state
        .requests
        .begin(state.clock.now(), operations, fault.clone());
    if fault.is_some() {
        // Of some that a fault strikes, nothing more is heard.
        state.changed();
    }

    let response = match &fault {
        None => Some(handle(&state, id, arrival, None).into_response()),
        Some(fault) => {
            let handle = || handle(&state, id, arrival, Some(fault));
            fault::strike(fault, &connection, &state.ending, handle).await
        }
    };
    // Of a connection that is reset, nothing arrives.
    let Some(mut response) = response else {
        return Response::default();
    };
    if let Some(rate_limit) = &state.rate_limit {
        rate_limit.describe(response.headers_mut(), &state.clock);
    }
    state.requests.answer(id, response.status().as_u16());
    state.changed();
    response
}

impl Arrival {
    async fn read(headers: HeaderMap, body: Body) -> Self {
        let (body, read) = match to_bytes(body, READ_LIMIT).await {
            Ok(body) if body.len() <= BODY_LIMIT => {
                let read = Request::parse(&body).and_then(|request| {
                    let document = graphql::parse(&request.query)?;
                    Ok((request, document))
                });
                (body.into(), read)
            }
            _ => {
                let message = "The body is longer than 1 MiB; send fewer or smaller components";
                let refusal = Answer::error(ErrorCode::PayloadTooLarge, message);
                (Vec::new(), Err(refusal))
            }
        };
        let operation = read.as_ref().map_or_else(
            |_| Operation::default(),
            |(request, document)| Operation::find(document, request.operation_name.as_deref()),
        );
        Self {
            headers,
            body,
            read,
            operation,
        }
    }

    fn subject(&self) -> Subject<'_> {
        Subject {
            operations: &self.operation.fields,
            is_mutation: self.operation.is_mutation,
            variables: self
                .read
                .as_ref()
                .ok()
                .map(|(request, _)| &request.variables),
        }
    }
}

/// Does what a request asks for, and notes it if that is refused.
fn handle(state: &State, id: RequestId, arrival: Arrival, fault: Option<&Fault>) -> Answer {
    let Arrival {
        headers,
        body,
        read,
        ..
    } = arrival;
    let answer = execute(state, &headers, read, fault).unwrap_or_else(|refusal| refusal);
    if let Some(refusal) = &answer.refusal {
        state.requests.refuse(id, refusal.clone(), &body);
    }
    state.changed();
    answer
}

fn execute(
    state: &State,
    headers: &HeaderMap,
    read: Result<(Request, Document), Answer>,
    fault: Option<&Fault>,
) -> Result<Answer, Answer> {
    let key = authenticate(state, headers)?;
    if let Some(rate_limit) = &state.rate_limit {
        rate_limit.admit(&state.clock)?;
    }
    let (request, document) = read?;
    let injected = fault.and_then(Fault::as_mutation_error);
    Ok(graphql::execute(
        Call::new(state, key, injected),
        &request,
        &document,
    ))
}

fn authenticate<'a>(state: &'a State, headers: &HeaderMap) -> Result<&'a ApiKey, Answer> {
    let Some(authorization) = headers.get(header::AUTHORIZATION) else {
        return Err(Answer::error(
            ErrorCode::Unauthenticated,
            "There is no API key; send it as `Authorization: Bearer plainApiKey_…`",
        ));
    };
    state
        .api_keys
        .iter()
        .find(|key| key.is_presented_by(authorization.as_bytes()))
        .ok_or_else(|| {
            Answer::error(
                ErrorCode::Unauthenticated,
                "The API key is not one of this sandbox; send the key it was started with as `Authorization: Bearer plainApiKey_…`",
            )
        })
}
