//! One HTTP request to an endpoint, over a connection of its own.

use std::error::Error;
use std::io;
use std::pin::pin;

use axum::body::{Body, Bytes};
use axum::http::uri::Scheme;
use axum::http::{HeaderMap, HeaderValue, Method, Request, Uri, header};
use futures_util::StreamExt as _;
use futures_util::future::{Either, select};
use hyper::client::conn::http1::handshake;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;

/// Upper bound on the bytes of a response's body that are read.
pub(super) const MAX_BODY: usize = 1024 * 1024;

/// A response. Redirects are responses like any other, and are not followed.
#[derive(Debug)]
pub(super) struct EndpointResponse {
    pub(super) status: u16,
    /// `None` if the body is longer than [`MAX_BODY`].
    pub(super) body: Option<Vec<u8>>,
}

/// Sends a `POST` over HTTP/1.1, without a proxy. The error is the cause, without the URL.
pub(super) async fn post(
    uri: &Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<EndpointResponse, String> {
    let is_encrypted = uri.scheme() == Some(&Scheme::HTTPS);
    let host = uri.host().unwrap_or_default();
    let port = uri
        .port_u16()
        .unwrap_or(if is_encrypted { 443 } else { 80 });
    let request = request(uri, headers, body)?;
    let ip_or_name = host.trim_matches(['[', ']']);
    let stream = TcpStream::connect((ip_or_name, port))
        .await
        .map_err(|error| format!("no connection to {host}:{port}: {error}"))?;
    // The request is small and sent at once.
    let _ = stream.set_nodelay(true);
    let response = if is_encrypted {
        #[cfg(feature = "tls")]
        {
            let stream = super::tls::connect(stream, ip_or_name)
                .await
                .map_err(|error| format!("no TLS connection to {host}:{port}: {error}"))?;
            exchange(stream, request).await
        }
        #[cfg(not(feature = "tls"))]
        return Err("https needs the feature `tls` of plain-sandbox".to_owned());
    } else {
        exchange(stream, request).await
    };
    response.map_err(|error| describe(&*error))
}

fn request(uri: &Uri, mut headers: HeaderMap, body: Bytes) -> Result<Request<Body>, String> {
    let authority = uri.authority().map_or("", |it| it.as_str());
    let host = HeaderValue::try_from(authority).map_err(|error| error.to_string())?;
    headers.insert(header::HOST, host);
    headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    let path = uri.path_and_query().map_or("/", |it| it.as_str());
    let mut request = Request::new(Body::from(body));
    *request.method_mut() = Method::POST;
    *request.uri_mut() = path.parse().map_err(|_| "the path is invalid".to_owned())?;
    *request.headers_mut() = headers;
    Ok(request)
}

async fn exchange(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    request: Request<Body>,
) -> Result<EndpointResponse, Box<dyn Error + Send + Sync>> {
    let (mut sender, connection) = handshake(TokioIo::new(stream)).await?;
    let response = async {
        let response = sender.send_request(request).await?;
        let status = response.status().as_u16();
        let body = read_body(Body::new(response.into_body())).await?;
        Ok(EndpointResponse { status, body })
    };
    // The connection is driven beside the request, and ends with it.
    match select(pin!(response), pin!(connection)).await {
        Either::Left((response, _)) => response,
        Either::Right((_, response)) => response.await,
    }
}

/// Reads a body, unless it is too long.
async fn read_body(body: Body) -> Result<Option<Vec<u8>>, axum::Error> {
    let mut chunks = body.into_data_stream();
    let mut bytes = Vec::new();
    while let Some(chunk) = chunks.next().await {
        bytes.extend_from_slice(&chunk?);
        if bytes.len() > MAX_BODY {
            return Ok(None);
        }
    }
    Ok(Some(bytes))
}

/// The messages of an error and its sources, each once.
fn describe(error: &(dyn Error + 'static)) -> String {
    let mut message = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        let text = match error.downcast_ref::<io::Error>() {
            Some(error) if error.kind() == io::ErrorKind::ConnectionReset => {
                "the connection was reset".to_owned()
            }
            _ => error.to_string(),
        };
        if !message.contains(&text) {
            message = format!("{message}: {text}");
        }
        source = error.source();
    }
    message
}
