//! From the body of a request to the response.

use std::sync::PoisonError;

use bytes::Bytes;
use http::{Response, StatusCode};
use plain_runtime::Card;
use plain_schema::card_request::check_key;
use tokio::time::Instant;

use crate::authentication::{Credentials, Unauthorized};
use crate::cards::CardsInner;
use crate::failure::{CardFailure, FailureAnswer};
use crate::request::{CardRequest, MAX_BODY, decode};
use crate::response::{self, Answer};
use crate::run::{Outcome, run};

/// Number of unknown keys that are logged.
const MAX_REPORTED_KEYS: usize = 100;

impl CardsInner {
    /// Checks all that does not need the body. Returns the response if the request is refused.
    pub(crate) fn refuse_by_headers(&self, credentials: &Credentials) -> Option<Response<Bytes>> {
        let checked = self.authentication.check_headers(credentials);
        checked.err().map(unauthorized)
    }

    /// Answers a request whose headers are checked.
    pub(crate) async fn answer(
        &self,
        credentials: &Credentials,
        body: &[u8],
        deadline: Instant,
    ) -> Response<Bytes> {
        if body.len() > MAX_BODY {
            return response::body_too_large();
        }
        if let Err(error) = self.authentication.check_body(credentials, body) {
            return unauthorized(error);
        }
        match decode(body) {
            Ok(request) => self.answer_request(&request, deadline).await,
            Err(error) => {
                tracing::warn!(%error, "a request for cards cannot be decoded");
                response::error(StatusCode::BAD_REQUEST, &error.to_string())
            }
        }
    }

    async fn answer_request(&self, request: &CardRequest, deadline: Instant) -> Response<Bytes> {
        let handlers: Vec<_> = request.keys().map(|key| self.handlers.get(key)).collect();
        let known = handlers.iter().copied().flatten().cloned().collect();
        let mut outcomes = run(known, request, deadline).await.into_iter();
        let outcomes = handlers
            .iter()
            .map(|handler| handler.and_then(|_| outcomes.next()));
        // None for a key that has no function.
        let outcomes: Vec<Option<Outcome>> = outcomes.collect();
        let has_failed = |outcome| matches!(outcome, &Some(Err(_)));
        let have_all_failed = !outcomes.is_empty() && outcomes.iter().all(has_failed);
        let mut answers = Vec::with_capacity(outcomes.len());
        let mut is_unavailable = false;
        for (key, outcome) in request.keys().zip(outcomes) {
            let answer = match outcome {
                None => self.unknown(key),
                Some(Ok(card)) => card.map_or(Answer::HIDDEN, Answer::from),
                Some(Err(cause)) => {
                    let failure = CardFailure::new(key, request, cause, have_all_failed);
                    self.failed(&failure).unwrap_or_else(|| {
                        is_unavailable = true;
                        Answer::FAILED
                    })
                }
            };
            answers.push((key, answer));
        }
        if is_unavailable {
            return response::error(
                StatusCode::SERVICE_UNAVAILABLE,
                "the cards could not be built",
            );
        }
        response::cards(&answers)
    }

    /// Answer for a key that has no function. Plain asks again soon, in case it gets one.
    fn unknown(&self, key: &str) -> Answer {
        let mut reported = self
            .reported_keys
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if reported.len() < MAX_REPORTED_KEYS && reported.insert(key.to_owned()) {
            // Any text may be requested of an endpoint without authentication.
            let key = check_key(key).map_or("(not a key)", |()| key);
            tracing::warn!(key, "Plain requests a card that no function builds");
        }
        Answer::UNKNOWN
    }

    /// Logs a failure. Its answer is none if the whole response is to fail.
    fn failed(&self, failure: &CardFailure<'_>) -> Option<Answer> {
        failure.log();
        match self.failure_policy.answer(failure) {
            FailureAnswer::Unavailable => None,
            FailureAnswer::Hidden => Some(Answer::FAILED),
            FailureAnswer::Card(card) => Some(Answer::from(valid_or_default(card, failure))),
        }
    }
}

/// The card of `on_failure`, unless it is invalid itself.
fn valid_or_default(card: Card, failure: &CardFailure<'_>) -> Card {
    match card.validate() {
        Ok(()) => card,
        Err(error) => {
            let key = failure.key();
            tracing::error!(key, %error, "the card of `on_failure` is invalid");
            failure.default_card()
        }
    }
}

fn unauthorized(error: Unauthorized) -> Response<Bytes> {
    tracing::warn!(%error, "a request for cards is refused");
    response::unauthorized(error)
}
