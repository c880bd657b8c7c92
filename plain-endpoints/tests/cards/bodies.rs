//! The service: methods, and bodies that are too large, slow or cut off.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{Method, Request, Response};
use http_body::{Body, Frame};
use http_body_util::{BodyExt, Full};
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
    for method in [Method::GET, Method::PUT, Method::OPTIONS, Method::HEAD] {
        let mut request = signed();
        *request.method_mut() = method;
        let response = call(request).await;
        assert_eq!(response.status(), 405);
        assert_eq!(response.headers()["allow"], "POST");
    }
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
}

#[tokio::test(start_paused = true)]
async fn slow_and_half_sent_bodies_end() {
    let part = || vec![Bytes::from_static(b"{\"cardKeys\"")];
    assert_eq!(status_of(End::Hang, part()).await, 408);
    assert_eq!(status_of(End::Reset, part()).await, 400);
    assert_eq!(status_of(End::Complete, part()).await, 401);
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
