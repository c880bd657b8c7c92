//! Responses.

use bytes::Bytes;
use http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, HeaderName, WWW_AUTHENTICATE};
use http::{HeaderValue, Response, StatusCode};
use plain_runtime::Card;
use serde::Serialize;

use crate::authentication::Unauthorized;
use crate::failure::FAILURE_TIME_TO_LIVE;
use crate::request::MAX_BODY;

/// Time for which Plain does not ask again for a card that no function builds, in seconds.
const UNKNOWN_TIME_TO_LIVE: u64 = 60;

/// Answer for a key.
#[derive(Debug, Clone)]
pub(crate) struct Answer(Card);

impl Answer {
    /// A card without components is not shown, for the time that is configured in Plain.
    pub(crate) const HIDDEN: Self = Self::empty(None);
    pub(crate) const FAILED: Self = Self::empty(Some(FAILURE_TIME_TO_LIVE));
    pub(crate) const UNKNOWN: Self = Self::empty(Some(UNKNOWN_TIME_TO_LIVE));

    const fn empty(time_to_live_seconds: Option<u64>) -> Self {
        Self(Card {
            components: std::borrow::Cow::Borrowed(&[]),
            time_to_live_seconds,
        })
    }
}

impl From<Card> for Answer {
    fn from(card: Card) -> Self {
        Self(card)
    }
}

#[derive(Serialize)]
struct CardsBody<'a> {
    cards: Vec<KeyedCard<'a>>,
}

#[derive(Serialize)]
struct KeyedCard<'a> {
    key: &'a str,
    #[serde(flatten)]
    card: &'a Card,
}

#[derive(Serialize)]
struct ErrorBody<'a> {
    error: &'a str,
}

/// The cards, in the order of their keys in the request.
pub(crate) fn cards(answers: &[(&str, Answer)]) -> Response<Bytes> {
    let cards = answers
        .iter()
        .map(|(key, Answer(card))| KeyedCard { key, card });
    let cards = cards.collect();
    json(StatusCode::OK, &CardsBody { cards })
}

pub(crate) fn error(status: StatusCode, message: &str) -> Response<Bytes> {
    json(status, &ErrorBody { error: message })
}

pub(crate) fn body_too_large() -> Response<Bytes> {
    let message = format!("the body has more than {} KiB", MAX_BODY / 1024);
    error(StatusCode::PAYLOAD_TOO_LARGE, &message)
}

pub(crate) fn method_not_allowed() -> Response<Bytes> {
    let response = error(
        StatusCode::METHOD_NOT_ALLOWED,
        "Plain requests cards with POST",
    );
    with_header(response, ALLOW, "POST")
}

pub(crate) fn unauthorized(reason: Unauthorized) -> Response<Bytes> {
    let response = error(StatusCode::UNAUTHORIZED, &reason.to_string());
    let scheme = match reason {
        Unauthorized::MissingSignature | Unauthorized::WrongSignature => "Plain-Request-Signature",
        Unauthorized::MissingToken | Unauthorized::WrongToken => "Bearer",
    };
    with_header(response, WWW_AUTHENTICATE, scheme)
}

fn json(status: StatusCode, body: &impl Serialize) -> Response<Bytes> {
    let (status, body) = match serde_json::to_vec(body) {
        Ok(body) => (status, body),
        Err(error) => {
            tracing::error!(%error, "the response cannot be encoded");
            (StatusCode::INTERNAL_SERVER_ERROR, Vec::new())
        }
    };
    let mut response = Response::new(Bytes::from(body));
    *response.status_mut() = status;
    let response = with_header(response, CONTENT_TYPE, "application/json");
    // Data of a customer, for Plain only.
    with_header(response, CACHE_CONTROL, "no-store")
}

fn with_header(
    mut response: Response<Bytes>,
    name: HeaderName,
    value: &'static str,
) -> Response<Bytes> {
    let value = HeaderValue::from_static(value);
    response.headers_mut().insert(name, value);
    response
}
