//! Sends one request over HTTP and reads the response without interpreting it.

mod late_body;
mod runtimes;
mod settings;
mod tls;

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::header::{EXPECT, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Body, Method, Request, Response, StatusCode, Url};

use super::clock::Clock;
use super::rate_limit::RateLimitHeaders;
use crate::error::ConfigError;
use late_body::LateBody;
use runtimes::RuntimeClients;
pub(super) use settings::HttpSettings;

/// Upper bound on the length of a body. No response to these operations is near it.
pub(super) const MAX_BODY_BYTES: usize = 1 << 20;
/// Header that holds Plain's request ID.
const REQUEST_ID: HeaderName = HeaderName::from_static("apigw-requestid");

#[derive(Debug)]
pub(super) struct Transport {
    clients: RuntimeClients,
    /// Headers of every request. The API key is marked as sensitive, so `Debug` omits it.
    headers: HeaderMap,
    api_url: Url,
}

/// Body of a request.
#[derive(Debug, Clone)]
pub(super) enum RequestBody {
    /// Sent with the headers.
    AtOnce(Bytes),
    /// Sent after the server had time to refuse the headers.
    AfterHeaders(Bytes),
}

impl RequestBody {
    /// Lower bound on the length of a body that a server may refuse before it has read all of it. A
    /// shorter one fits into the buffers of the connection.
    const LONG: usize = 64 * 1024;

    /// The body of the attempt after this one, whose connection was closed.
    pub(super) fn after_closed_connection(self) -> Self {
        match self {
            Self::AtOnce(bytes) if bytes.len() > Self::LONG => Self::AfterHeaders(bytes),
            body => body,
        }
    }
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
        headers: HeaderMap,
        settings: HttpSettings,
        attempt_timeout: Duration,
    ) -> Result<Self, ConfigError> {
        Ok(Self {
            clients: RuntimeClients::new(settings, &api_url, attempt_timeout)?,
            headers,
            api_url,
        })
    }

    /// Host of the API.
    pub(super) fn host(&self) -> &str {
        self.api_url.host_str().unwrap_or_default()
    }

    /// The HTTP client of the current runtime.
    ///
    /// # Errors
    ///
    /// If the runtime is unsuitable.
    pub(super) fn http(&self) -> Result<reqwest::Client, ConfigError> {
        self.clients.current(&self.api_url)
    }

    /// Lets later requests of the current runtime open new connections.
    pub(super) fn forget_connections(&self) {
        self.clients.forget_current();
    }

    /// Sends a request and reads as much of the response as the timeout allows.
    ///
    /// # Errors
    ///
    /// If no response arrives. A response with an incomplete body is not an error.
    pub(super) async fn send(
        &self,
        http: &reqwest::Client,
        body: RequestBody,
        timeout: Duration,
        clock: &Clock,
    ) -> Result<HttpResponse, reqwest::Error> {
        let response = http.execute(self.request(body, timeout)).await;
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

    /// Builds a request. Not with a `RequestBuilder`, which would insert each header into a map of its own.
    fn request(&self, body: RequestBody, timeout: Duration) -> Request {
        let mut request = Request::new(Method::POST, self.api_url.clone());
        *request.headers_mut() = self.headers.clone();
        *request.timeout_mut() = Some(timeout);
        let body = match body {
            RequestBody::AtOnce(bytes) => bytes.into(),
            RequestBody::AfterHeaders(bytes) => {
                let expect = HeaderValue::from_static("100-continue");
                request.headers_mut().insert(EXPECT, expect);
                Body::wrap(LateBody::new(bytes, timeout))
            }
        };
        *request.body_mut() = Some(body);
        request
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
