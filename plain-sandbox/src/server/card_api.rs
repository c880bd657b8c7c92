//! `/api/cards`: configures endpoints of customer cards, and loads cards from them.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State as Shared;
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::rest::bad_user_input;
use crate::cards::body::CardSubject;
use crate::cards::{self, LoadRequest};
use crate::response::ApiResponse;
use crate::state::State;
use crate::state::cards::attempt::CardAttempt;
use crate::state::cards::endpoint::CardEndpoint;
use crate::state::cards::settings::Signature;
use crate::state::cards::validate_endpoints;
use crate::workspace::seed;

pub(super) fn router() -> Router<Arc<State>> {
    Router::new()
        .route("/api/cards", get(list).put(replace).delete(clear))
        .route("/api/cards/load", post(load))
        .route("/api/cards/attempts", get(attempts))
}

/// An endpoint, with the names of the options in JSON. What is absent has its default.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct EndpointInput {
    url: String,
    keys: Vec<String>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    signing_secret: Option<String>,
    signature: Option<SignatureName>,
    default_time_to_live_seconds: Option<u64>,
    nulls: Option<bool>,
    timestamp: Option<bool>,
    email: Option<bool>,
    #[serde(default)]
    unknown_fields: bool,
    #[serde(default)]
    unknown_key: bool,
}

/// Signature of the requests to an endpoint.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum SignatureName {
    Valid,
    Wrong,
    Missing,
}

/// A configured endpoint, without its secrets.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "each is an option")]
struct EndpointOutput {
    url: String,
    keys: Vec<String>,
    header_names: Vec<String>,
    signature: SignatureName,
    default_time_to_live_seconds: u64,
    nulls: bool,
    timestamp: bool,
    email: bool,
    unknown_fields: bool,
}

/// The cards to load: those of an endpoint, or the configured ones.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
struct LoadInput {
    endpoint: Option<EndpointInput>,
    customer: Option<String>,
    thread: Option<String>,
    only: Option<String>,
    reload: bool,
}

async fn list(Shared(state): Shared<Arc<State>>) -> Json<Vec<EndpointOutput>> {
    Json(outputs(&state))
}

async fn replace(
    Shared(state): Shared<Arc<State>>,
    body: Bytes,
) -> Result<Json<Vec<EndpointOutput>>, ApiResponse> {
    let expected = r#"a JSON list of endpoints such as [{"url": "http://127.0.0.1:3000/cards", "keys": ["usage"]}]"#;
    let endpoints: Vec<EndpointInput> = parse(&body, expected)?;
    let endpoints: Result<_, _> = endpoints.into_iter().map(EndpointInput::endpoint).collect();
    let set = endpoints.and_then(|endpoints| state.cards.set(endpoints));
    set.map_err(bad_user_input)?;
    state.changed();
    Ok(Json(outputs(&state)))
}

async fn clear(Shared(state): Shared<Arc<State>>) -> Result<StatusCode, ApiResponse> {
    state.cards.set(Vec::new()).map_err(bad_user_input)?;
    state.changed();
    Ok(StatusCode::NO_CONTENT)
}

async fn attempts(Shared(state): Shared<Arc<State>>) -> Json<Vec<Value>> {
    let attempts = state.cards.attempts();
    Json(attempts.iter().map(CardAttempt::to_json).collect())
}

async fn load(Shared(state): Shared<Arc<State>>, body: Bytes) -> Result<Json<Value>, ApiResponse> {
    let expected = r#"a JSON object such as {"endpoint": {"url": "http://127.0.0.1:3000/cards", "keys": ["usage"]}}"#;
    let input: LoadInput = parse(&body, expected)?;
    let request = input.request(&state).map_err(bad_user_input)?;
    Ok(Json(cards::load(&state, &request).await.to_json()))
}

fn parse<T: DeserializeOwned>(body: &[u8], expected: &str) -> Result<T, ApiResponse> {
    serde_json::from_slice(body)
        .map_err(|error| bad_user_input(format!("The body is not {expected}: {error}")))
}

fn outputs(state: &State) -> Vec<EndpointOutput> {
    let endpoints = state.cards.endpoints();
    endpoints.iter().map(EndpointOutput::new).collect()
}

impl LoadInput {
    fn request(self, state: &State) -> Result<LoadRequest, String> {
        let endpoints = match self.endpoint {
            Some(endpoint) => vec![endpoint.endpoint()?],
            None => state.cards.endpoints(),
        };
        validate_endpoints(&endpoints)?;
        let customer = self.customer.as_deref().unwrap_or(seed::CUSTOMER_ID);
        let thread_id = self.thread.as_deref();
        Ok(LoadRequest {
            endpoints,
            subject: CardSubject::find(&state.workspace(), customer, thread_id)?,
            only: self.only,
            is_reload: self.reload,
        })
    }
}

impl EndpointInput {
    fn endpoint(self) -> Result<CardEndpoint, String> {
        let mut endpoint = CardEndpoint::new(self.url).keys(self.keys);
        for (name, value) in self.headers {
            endpoint = endpoint.header(name, value);
        }
        if let Some(seconds) = self.default_time_to_live_seconds {
            endpoint = endpoint.default_time_to_live_seconds(seconds);
        }
        endpoint = match (self.signature, self.signing_secret) {
            (None | Some(SignatureName::Valid), Some(secret)) => endpoint.signing_secret(secret),
            (Some(SignatureName::Wrong), _) => endpoint.wrong_signature(),
            (None | Some(SignatureName::Missing), _) => endpoint.without_signature(),
            (Some(SignatureName::Valid), None) => {
                return Err("a valid `signature` needs `signingSecret`".to_owned());
            }
        };
        if self.unknown_fields {
            endpoint = endpoint.unknown_fields();
        }
        if self.unknown_key {
            endpoint = endpoint.unknown_key();
        }
        let quirks = &mut endpoint.settings.quirks;
        quirks.has_nulls = self.nulls.unwrap_or(quirks.has_nulls);
        quirks.has_timestamp = self.timestamp.unwrap_or(quirks.has_timestamp);
        quirks.has_email = self.email.unwrap_or(quirks.has_email);
        Ok(endpoint)
    }
}

impl EndpointOutput {
    fn new(endpoint: &CardEndpoint) -> Self {
        let settings = &endpoint.settings;
        let names = settings.headers.iter().map(|(name, _)| name.clone());
        Self {
            url: settings.display_url().to_owned(),
            keys: endpoint.keys.clone(),
            header_names: names.collect(),
            signature: match settings.signature {
                Signature::Missing => SignatureName::Missing,
                Signature::Wrong => SignatureName::Wrong,
                Signature::Valid { .. } => SignatureName::Valid,
            },
            default_time_to_live_seconds: endpoint.default_time_to_live_seconds,
            nulls: settings.quirks.has_nulls,
            timestamp: settings.quirks.has_timestamp,
            email: settings.quirks.has_email,
            unknown_fields: settings.quirks.has_unknown_fields,
        }
    }
}
