//! The service: methods, and bodies that are too large, slow or cut off.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::{Method, Request, Response};
use http_body::{Body, Frame};
use http_body_util::{BodyExt, Full};
use plain_endpoints::signature::sign;
use plain_endpoints::testing::TestRequest;
use tower_service::Service;

use super::{SECRET, endpoint};

/// Parts of a body; then it ends, fails or hangs.
struct Parts {
    parts: Vec<Bytes>,
    end: End,
}

#[derive(Clone, Copy)]
enum End {
    Complete,
    Reset,
    Hang,
}

impl Body for Parts {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if let Some(part) = self.parts.pop() {
            return Poll::Ready(Some(Ok(Frame::data(part))));
        }
        match self.end {
            End::Complete => Poll::Ready(None),
            End::Reset => Poll::Ready(Some(Err(std::io::ErrorKind::ConnectionReset.into()))),
            End::Hang => Poll::Pending,
        }
    }
}

/// A space each second, without an end.
struct Trickle(Pin<Box<tokio::time::Sleep>>);

impl Body for Trickle {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        std::task::ready!(self.0.as_mut().poll(context));
        let next = self.0.deadline() + Duration::from_secs(1);
        self.0.as_mut().reset(next);
        Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(b" ")))))
    }
}

async fn call<B>(request: Request<B>) -> Response<Full<Bytes>>
where
    B: Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    endpoint().call(request).await.unwrap()
}

fn signed() -> Request<Full<Bytes>> {
    TestRequest::new(["usage"]).sign(SECRET).http_request()
}

async fn status_of(end: End, parts: Vec<Bytes>) -> u16 {
    let body = Parts { parts, end };
    call(signed().map(|_| body)).await.status().as_u16()
}

#[tokio::test]
async fn a_signed_post_is_answered() {
    let response = call(signed()).await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "application/json");
    assert_eq!(response.headers()["cache-control"], "no-store");
    let body = response.into_body().collect().await.unwrap().to_bytes();
    assert!(body.starts_with(br#"{"cards":[{"key":"usage""#));
}

#[tokio::test]
async fn other_methods_are_not_allowed() {
    let custom = Method::from_bytes(b"PURGE").unwrap();
    for method in [
        Method::GET,
        Method::HEAD,
        Method::PUT,
        Method::PATCH,
        Method::DELETE,
        Method::OPTIONS,
        Method::TRACE,
        Method::CONNECT,
        custom,
    ] {
        let mut request = signed();
        *request.method_mut() = method.clone();
        let response = call(request).await;
        assert_eq!(response.status(), 405, "{method}");
        assert_eq!(response.headers()["allow"], "POST");
        let body = response.into_body().collect().await.unwrap().to_bytes();
        assert_eq!(&body[..], br#"{"error":"Plain requests cards with POST"}"#);
    }
}

#[tokio::test]
async fn every_content_type_is_json() {
    for content_type in [
        "application/json; charset=utf-8",
        "text/plain",
        "application/x-www-form-urlencoded",
        "",
    ] {
        let mut request = signed();
        let value = http::HeaderValue::from_static(content_type);
        request.headers_mut().insert("content-type", value);
        assert_eq!(call(request).await.status(), 200, "{content_type}");
    }
    let mut request = signed();
    request.headers_mut().remove("content-type");
    assert_eq!(call(request).await.status(), 200);
}

#[tokio::test]
async fn signatures_are_over_the_raw_body() {
    let body = TestRequest::new(["usage"]).body();
    let reformatted = [b" ".as_slice(), &body].concat();
    let parts = vec![Bytes::from(reformatted)];
    assert_eq!(status_of(End::Complete, parts).await, 401);
    let parts = vec![body.slice(10..), body.slice(..10)];
    assert_eq!(status_of(End::Complete, parts).await, 200);
}

/// A signed request whose body has this length, and its parts.
fn signed_with_length(length: usize) -> (http::HeaderMap, Vec<u8>) {
    let mut body = TestRequest::new(["usage"]).body().to_vec();
    body.resize(length, b' ');
    let mut headers = signed().headers().clone();
    let signature = sign(SECRET, &body).parse().unwrap();
    headers.insert(plain_endpoints::signature::HEADER, signature);
    (headers, body)
}

#[tokio::test]
async fn bodies_of_more_than_64_kib_are_refused() {
    const MAX: usize = 64 * 1024;
    for (length, status) in [(MAX - 1, 200), (MAX, 200), (MAX + 1, 413)] {
        let (headers, body) = signed_with_length(length);
        let response = endpoint().respond(&headers, &body).await;
        assert_eq!(response.status(), status, "{length}");
        // With a length that is announced, and in parts without one.
        let mut whole = Request::new(Full::new(Bytes::from(body.clone())));
        let mut parts: Vec<_> = body.chunks(1_000).map(Bytes::copy_from_slice).collect();
        parts.reverse();
        let end = End::Complete;
        let mut in_parts = Request::new(Parts { parts, end });
        whole.headers_mut().clone_from(&headers);
        in_parts.headers_mut().clone_from(&headers);
        *whole.method_mut() = Method::POST;
        *in_parts.method_mut() = Method::POST;
        assert_eq!(call(whole).await.status(), status, "{length}");
        assert_eq!(call(in_parts).await.status(), status, "{length}");
    }
}

#[tokio::test]
async fn an_empty_body_is_not_a_request() {
    let headers = [(plain_endpoints::signature::HEADER, sign(SECRET, ""))];
    let response = endpoint().respond(headers, "").await;
    assert_eq!(response.status(), 400);
    let body = String::from_utf8_lossy(response.body()).into_owned();
    assert!(body.contains("the body is not JSON"), "{body}");
}

#[tokio::test]
async fn large_bodies_are_refused() {
    let part = Bytes::from(vec![b' '; 1_000]);
    assert_eq!(status_of(End::Hang, vec![part; 66]).await, 413);
    let mut request = signed();
    let length = http::HeaderValue::from_static("65537");
    request.headers_mut().insert("content-length", length);
    let body = Parts {
        parts: Vec::new(),
        end: End::Hang,
    };
    assert_eq!(call(request.map(|_| body)).await.status(), 413);
    let cards = endpoint();
    let response = cards.respond(signed().headers(), vec![b' '; 65_537]).await;
    assert_eq!(response.status(), 413);
    let expected = br#"{"error":"the body has more than 64 KiB"}"#;
    assert_eq!(&response.body()[..], expected);
}

#[tokio::test(start_paused = true)]
async fn slow_and_half_sent_bodies_end() {
    let part = || vec![Bytes::from_static(b"{\"cardKeys\"")];
    assert_eq!(status_of(End::Hang, part()).await, 408);
    assert_eq!(status_of(End::Reset, part()).await, 400);
    assert_eq!(status_of(End::Complete, part()).await, 401);
}

#[tokio::test(start_paused = true)]
async fn a_body_that_trickles_ends_at_the_deadline() {
    let trickle = Trickle(Box::pin(tokio::time::sleep(Duration::ZERO)));
    let start = tokio::time::Instant::now();
    let response = call(signed().map(|_| trickle)).await;
    assert_eq!(response.status(), 408);
    assert_eq!(start.elapsed().as_secs(), 12);
}

#[tokio::test]
async fn unsigned_bodies_are_not_read() {
    let body = Parts {
        parts: Vec::new(),
        end: End::Hang,
    };
    let request = TestRequest::new(["usage"]).http_request().map(|_| body);
    assert_eq!(call(request).await.status(), 401);
}
