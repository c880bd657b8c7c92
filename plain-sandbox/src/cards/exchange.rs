//! The request for cards that share an endpoint: signed, limited in time, and repeated once.

use std::time::Duration;

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Uri, header};
use plain_endpoints::signature;
use plain_schema::card_request::{
    RETRY_DELAY_SECONDS, SIGNATURE_HEADER, TIMEOUT_SECONDS, USER_AGENT, WORKSPACE_ID_HEADER,
};

use super::body::CardSubject;
use super::transport::{EndpointResponse, MAX_BODY, post};
use crate::state::State;
use crate::state::cards::attempt::CardAttempt;
use crate::state::cards::error::CardError;
use crate::state::cards::settings::{RequestSettings, Signature};
use crate::time::timestamp;
use crate::workspace::seed::WORKSPACE_ID;

/// Number of requests at most: one, and its repetition.
const MAX_ATTEMPTS: usize = 2;

/// Secret of a wrong signature, which differs from that of any workspace.
const WRONG_SECRET: &str = "plain-sandbox: the secret of nobody";

/// Upper bound on the characters of a body that an error shows.
const MAX_SHOWN_BODY: usize = 500;

/// The result of the requests: the body of a response with status 200, or the error of all cards.
pub(super) struct ExchangeResult {
    pub(super) body: Result<Vec<u8>, CardError>,
    pub(super) attempts: Vec<CardAttempt>,
}

/// Requests cards, and repeats a request whose failure may pass.
pub(super) async fn request_cards(
    state: &State,
    subject: &CardSubject,
    settings: &RequestSettings,
    keys: &[String],
) -> ExchangeResult {
    let now = timestamp::of(state.clock.now());
    let body = Bytes::from(subject.body(keys, &settings.quirks, now));
    let mut attempts = Vec::new();
    loop {
        let (at, result) = (state.clock.now(), send(state, settings, &body).await);
        let ended_at = state.clock.now();
        let response = result.as_ref();
        let attempt = CardAttempt {
            at,
            duration: ended_at.duration_since(at).unwrap_or_default(),
            url: settings.display_url().to_owned(),
            keys: keys.to_vec(),
            status: response.ok().map(|response| response.status),
            failure: response.err().map(ToString::to_string),
        };
        state.cards.add_attempt(attempt.clone());
        attempts.push(attempt);
        let body = result.and_then(|response| checked_body(response, settings));
        let is_repeated = body.as_ref().is_err_and(CardError::is_repeated);
        if !is_repeated || attempts.len() == MAX_ATTEMPTS {
            return ExchangeResult { body, attempts };
        }
        let delay = Duration::from_secs(RETRY_DELAY_SECONDS);
        tokio::select! {
            () = state.clock.sleep(delay) => {}
            () = state.shutdown.requested() => {}
        }
    }
}

/// Sends one request.
async fn send(
    state: &State,
    settings: &RequestSettings,
    body: &Bytes,
) -> Result<EndpointResponse, CardError> {
    // Both were validated with the endpoint.
    let uri: Uri = settings
        .url
        .parse()
        .map_err(|_| failed_request("the URL is invalid"))?;
    let headers = headers(settings, body).ok_or_else(|| failed_request("a header is invalid"))?;
    let limit = Duration::from_secs(TIMEOUT_SECONDS);
    tokio::select! {
        biased;
        result = post(&uri, headers, body.clone()) => {
            result.map_err(|message| failed_request(&settings.redact(&message)))
        }
        () = state.clock.sleep(limit) => Err(CardError::Timeout { timeout_seconds: TIMEOUT_SECONDS }),
        () = state.shutdown.requested() => {
            let message = "the sandbox ended before the response".to_owned();
            Err(CardError::Unknown { message })
        }
    }
}

fn failed_request(message: &str) -> CardError {
    CardError::Request {
        message: message.to_owned(),
    }
}

/// The headers of a request; `None` if one is invalid.
fn headers(settings: &RequestSettings, body: &[u8]) -> Option<HeaderMap> {
    let mut headers = HeaderMap::new();
    for (name, value) in &settings.headers {
        let name = HeaderName::try_from(name).ok()?;
        let mut value = HeaderValue::try_from(value).ok()?;
        value.set_sensitive(true);
        headers.insert(name, value);
    }
    for (name, value) in [
        (header::CONTENT_TYPE, "application/json"),
        (header::ACCEPT, "application/json"),
        (header::USER_AGENT, USER_AGENT),
        (HeaderName::from_static(WORKSPACE_ID_HEADER), WORKSPACE_ID),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let signature = match &settings.signature {
        Signature::Missing => return Some(headers),
        Signature::Wrong => signature::sign(WRONG_SECRET, body),
        Signature::Valid { secret } => signature::sign(secret, body),
    };
    let signature = HeaderValue::try_from(signature).ok()?;
    headers.insert(SIGNATURE_HEADER, signature);
    Some(headers)
}

/// The body of a response that has cards.
fn checked_body(
    response: EndpointResponse,
    settings: &RequestSettings,
) -> Result<Vec<u8>, CardError> {
    let EndpointResponse { status, body } = response;
    if status != 200 {
        let text = String::from_utf8_lossy(body.as_deref().unwrap_or_default());
        // Removed before the text is cut, which may cut a secret.
        let text = settings.redact(text.trim());
        return Err(CardError::StatusCode {
            status_code: status,
            response_body: text.chars().take(MAX_SHOWN_BODY).collect(),
        });
    }
    body.ok_or_else(|| CardError::ResponseBody {
        message: format!(
            "the body has more than {MAX_BODY} bytes, which the sandbox does not read"
        ),
    })
}
