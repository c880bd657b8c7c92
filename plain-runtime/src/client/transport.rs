//! Sends one request over HTTP and reads the response without interpreting it.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Response, StatusCode, Url, redirect};

use super::api_url::is_loopback;
use super::clock::Clock;
use super::rate_limit::RateLimitHeaders;
use crate::error::ConfigError;

/// Upper bound on the length of a body. No response to these operations is near it.
const MAX_BODY_BYTES: usize = 1 << 20;
/// Header that holds Plain's request ID.
const REQUEST_ID: HeaderName = HeaderName::from_static("apigw-requestid");

#[derive(Debug)]
pub(super) struct Transport {
    http: reqwest::Client,
    api_url: Url,
}

/// A response, not interpreted yet.
#[derive(Debug)]
pub(super) struct HttpResponse {
    pub(super) status: StatusCode,
    pub(super) request_id: Option<String>,
    pub(super) rate_limit: RateLimitHeaders,
    pub(super) body: ResponseBody,
}

/// Body of a response, possibly incomplete.
#[derive(Debug)]
pub(super) struct ResponseBody {
    /// The bytes that were read.
    pub(super) bytes: Bytes,
    /// Why the rest was not read.
    pub(super) error: Option<BodyError>,
}

/// Why a body is incomplete.
#[derive(Debug)]
pub(super) enum BodyError {
    /// The body exceeds the upper bound.
    TooLong,
    /// The connection failed or the attempt timed out.
    Read(reqwest::Error),
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
            // A redirect would send the API key to another host.
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

    /// Host of the API.
    pub(super) fn host(&self) -> &str {
        self.api_url.host_str().unwrap_or_default()
    }

    /// Sends a request and reads as much of the response as the timeout allows.
    ///
    /// # Errors
    ///
    /// If no response arrives. A response with an incomplete body is not an error.
    pub(super) async fn send(
        &self,
        body: Bytes,
        timeout: Duration,
        clock: &Clock,
    ) -> Result<HttpResponse, reqwest::Error> {
        let request = self.http.post(self.api_url.clone()).timeout(timeout);
        let response = request.body(body).send().await;
        let mut response = response.map_err(reqwest::Error::without_url)?;
        Ok(HttpResponse {
            status: response.status(),
            request_id: response
                .headers()
                .get(REQUEST_ID)
                .and_then(|id| id.to_str().ok())
                .map(ToOwned::to_owned),
            rate_limit: RateLimitHeaders::parse(response.headers(), || clock.now()),
            body: ResponseBody::read(&mut response).await,
        })
    }
}

impl ResponseBody {
    async fn read(response: &mut Response) -> Self {
        let mut bytes = Bytes::new();
        let error = loop {
            match response.chunk().await {
                Ok(None) => break None,
                Ok(Some(chunk)) if bytes.len() + chunk.len() > MAX_BODY_BYTES => {
                    break Some(BodyError::TooLong);
                }
                // Usually the body is a single chunk, which is not copied.
                Ok(Some(chunk)) if bytes.is_empty() => bytes = chunk,
                Ok(Some(chunk)) => {
                    let mut longer = BytesMut::from(bytes);
                    longer.extend_from_slice(&chunk);
                    bytes = longer.freeze();
                }
                Err(error) => break Some(BodyError::Read(error.without_url())),
            }
        };
        Self { bytes, error }
    }
}
