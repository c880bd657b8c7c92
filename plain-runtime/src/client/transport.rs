//! One request over HTTP, and what its answer means before it is looked into.

use std::time::Duration;

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{StatusCode, Url, redirect};
use serde::Serialize;

use super::config::{ConfigError, is_loopback};
use crate::error::{Error, TransportError};
use crate::graphql::{Request, Response};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(10);
/// More than any answer to these operations has: what is longer is not Plain's.
const MAX_BODY_BYTES: usize = 1 << 20;
/// How much of an answer that is not GraphQL goes into an error.
const EXCERPT_CHARACTERS: usize = 200;
/// Where Plain puts its id of a request.
const REQUEST_ID: &str = "apigw-requestid";

#[derive(Debug, Clone)]
pub(super) struct Transport {
    http: reqwest::Client,
    api_url: Url,
}

/// An answer that carries GraphQL data.
pub(super) struct Answer {
    pub(super) response: Response,
    pub(super) request_id: Option<String>,
}

impl Transport {
    pub(super) fn new(api_url: Url, authorization: HeaderValue) -> Result<Self, ConfigError> {
        let headers = HeaderMap::from_iter([
            (AUTHORIZATION, authorization),
            (CONTENT_TYPE, HeaderValue::from_static("application/json")),
        ]);
        let mut http = reqwest::Client::builder()
            .default_headers(headers)
            .user_agent(concat!("plain-runtime/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(ATTEMPT_TIMEOUT)
            // A redirect would take the key elsewhere.
            .redirect(redirect::Policy::none());
        if is_loopback(&api_url) {
            http = http.no_proxy();
        }
        Ok(Self {
            http: http
                .build()
                .map_err(|error| ConfigError::Http(error.to_string()))?,
            api_url,
        })
    }

    pub(super) async fn send<V: Serialize>(
        &self,
        request: &Request<'_, V>,
    ) -> Result<Answer, Error> {
        let body = serde_json::to_vec(request).map_err(|error| Error::Decode {
            message: format!("the request could not be written: {error}"),
            request_id: None,
        })?;
        let mut response = self
            .http
            .post(self.api_url.clone())
            .body(body)
            .send()
            .await
            .map_err(failed)?;
        let status = response.status();
        let request_id = response
            .headers()
            .get(REQUEST_ID)
            .and_then(|id| id.to_str().ok())
            .map(ToOwned::to_owned);

        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(failed)? {
            if body.len() + chunk.len() > MAX_BODY_BYTES {
                return Err(Error::Decode {
                    message: format!("it is longer than {MAX_BODY_BYTES} bytes"),
                    request_id,
                });
            }
            body.extend_from_slice(&chunk);
        }
        classify(status, &body, request_id)
    }
}

fn failed(error: reqwest::Error) -> Error {
    if error.is_timeout() {
        Error::Timeout
    } else {
        Error::Transport(TransportError(error.without_url()))
    }
}

/// What an answer means by its status and the errors of GraphQL in it.
fn classify(status: StatusCode, body: &[u8], request_id: Option<String>) -> Result<Answer, Error> {
    let response = serde_json::from_slice::<Response>(body);
    let code = match &response {
        Ok(response) => response.errors.first().and_then(|error| error.code()),
        Err(_) => None,
    };
    let message = || match &response {
        Ok(response) if !response.errors.is_empty() => {
            let messages: Vec<&str> = response
                .errors
                .iter()
                .map(|error| error.message.as_str())
                .collect();
            messages.join("; ")
        }
        _ => excerpt(body),
    };
    let number = status.as_u16();
    match (number, code) {
        (401, _) | (_, Some("UNAUTHENTICATED")) => Err(Error::Unauthorized {
            message: message(),
            request_id,
        }),
        (403, _) | (_, Some("FORBIDDEN")) => Err(Error::Forbidden {
            message: message(),
            request_id,
        }),
        (429, _) | (_, Some("RATE_LIMITED")) => Err(Error::RateLimited {
            message: message(),
            request_id,
        }),
        (408 | 500.., _) | (_, Some("INTERNAL_SERVER_ERROR")) => Err(Error::Unavailable {
            status: number,
            message: message(),
            request_id,
        }),
        (200..=299, _) => match response {
            Ok(ref answer) if !answer.errors.is_empty() => Err(Error::BadRequest {
                status: number,
                message: message(),
                request_id,
            }),
            Ok(response) => Ok(Answer {
                response,
                request_id,
            }),
            Err(error) => Err(Error::Decode {
                message: format!("{error}, in: {}", excerpt(body)),
                request_id,
            }),
        },
        _ => Err(Error::BadRequest {
            status: number,
            message: message(),
            request_id,
        }),
    }
}

fn excerpt(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let text = text.trim();
    match text.char_indices().nth(EXCERPT_CHARACTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None if text.is_empty() => "it is empty".to_owned(),
        None => text.to_owned(),
    }
}
