//! One request over HTTP, and its answer, unread.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Response, StatusCode, Url, redirect};

use super::api_url::is_loopback;
use super::clock::Clock;
use super::rate_limit::RateLimit;
use crate::error::ConfigError;

/// More than any answer to these operations has: what is longer is not Plain's.
const MAX_BODY_BYTES: usize = 1 << 20;
/// Where Plain puts its id of a request.
const REQUEST_ID: HeaderName = HeaderName::from_static("apigw-requestid");

#[derive(Debug)]
pub(super) struct Transport {
    http: reqwest::Client,
    api_url: Url,
}

/// An answer, whatever it says.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) request_id: Option<String>,
    pub(super) rate_limit: RateLimit,
    pub(super) body: Body,
}

/// What came of an answer's body.
#[derive(Debug)]
pub(super) struct Body {
    /// What was read of it.
    pub(super) bytes: Bytes,
    /// Why the rest was not.
    pub(super) cut_off: Option<CutOff>,
}

/// Why a body was not read to its end.
#[derive(Debug)]
pub(super) enum CutOff {
    /// It is longer than any answer of Plain's.
    TooLong,
    /// The connection failed, or time was up.
    Failed(reqwest::Error),
}

impl Transport {
    pub(super) fn new(
        api_url: Url,
        authorization: HeaderValue,
        connect_timeout: Duration,
    ) -> Result<Self, ConfigError> {
        let headers = HeaderMap::from_iter([
            (AUTHORIZATION, authorization),
            (CONTENT_TYPE, HeaderValue::from_static("application/json")),
        ]);
        let mut http = reqwest::Client::builder()
            .default_headers(headers)
            .user_agent(concat!("plain-runtime/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(connect_timeout)
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

    /// The host of the API.
    pub(super) fn host(&self) -> &str {
        self.api_url.host_str().unwrap_or_default()
    }

    /// Sends a request, and reads what comes back, as far as there is time.
    pub(super) async fn send(
        &self,
        body: Bytes,
        timeout: Duration,
        clock: &Clock,
    ) -> Result<Answer, reqwest::Error> {
        let request = self.http.post(self.api_url.clone()).timeout(timeout);
        let response = request.body(body).send().await;
        let mut response = response.map_err(reqwest::Error::without_url)?;
        Ok(Answer {
            status: response.status(),
            request_id: response
                .headers()
                .get(REQUEST_ID)
                .and_then(|id| id.to_str().ok())
                .map(ToOwned::to_owned),
            rate_limit: RateLimit::read(response.headers(), || clock.system_time()),
            body: Body::read(&mut response).await,
        })
    }
}

impl Body {
    async fn read(response: &mut Response) -> Self {
        let mut bytes = Bytes::new();
        let cut_off = loop {
            match response.chunk().await {
                Ok(None) => break None,
                Ok(Some(chunk)) if bytes.len() + chunk.len() > MAX_BODY_BYTES => {
                    break Some(CutOff::TooLong);
                }
                // Most answers come in one piece, which need not be copied.
                Ok(Some(chunk)) if bytes.is_empty() => bytes = chunk,
                Ok(Some(chunk)) => {
                    let mut longer = BytesMut::from(bytes);
                    longer.extend_from_slice(&chunk);
                    bytes = longer.freeze();
                }
                Err(error) => break Some(CutOff::Failed(error.without_url())),
            }
        };
        Self { bytes, cut_off }
    }
}
