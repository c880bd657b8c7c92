//! The endpoint as a `tower::Service`.

use std::convert::Infallible;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{HeaderMap, Method, Request, Response, StatusCode};
use http_body::Body;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use tokio::time::{Instant, timeout_at};
use tower_service::Service;

use crate::authentication::Credentials;
use crate::cards::Cards;
use crate::handler::BoxError;
use crate::request::MAX_BODY;
use crate::response;

/// Future of the service [`Cards`].
///
/// ```
/// use axum::body::Body;
/// use axum::http::Request;
/// use plain_endpoints::{Cards, ResponseFuture};
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let mut cards = Cards::builder().unauthenticated().build()?;
/// let future: ResponseFuture = tower_service::Service::call(&mut cards, Request::new(Body::empty()));
/// // A request for cards is a `POST`.
/// assert_eq!(future.await?.status(), 405);
/// # Ok(())
/// # }
/// ```
#[must_use = "futures do nothing unless they are awaited"]
pub struct ResponseFuture(Pin<Box<dyn Future<Output = ServiceResult> + Send>>);

type ServiceResult = Result<Response<Full<Bytes>>, Infallible>;

impl<B> Service<Request<B>> for Cards
where
    B: Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<BoxError>,
{
    type Response = Response<Full<Bytes>>;
    type Error = Infallible;
    type Future = ResponseFuture;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> ResponseFuture {
        let cards = self.clone();
        ResponseFuture(Box::pin(async move {
            Ok(cards.serve(request).await.map(Full::new))
        }))
    }
}

impl Cards {
    /// Answers a request. As much as possible is checked before the body is read.
    async fn serve<B>(&self, request: Request<B>) -> Response<Bytes>
    where
        B: Body,
        B::Error: Into<BoxError>,
    {
        let deadline = Instant::now() + self.0.deadline;
        if request.method() != Method::POST {
            return response::method_not_allowed();
        }
        let credentials = Credentials::new(request.headers());
        if let Some(refused) = self.0.refuse_by_headers(&credentials) {
            return refused;
        }
        if announces_too_much(request.headers()) {
            return response::body_too_large();
        }
        let body = Limited::new(request.into_body(), MAX_BODY);
        match timeout_at(deadline, std::pin::pin!(body).collect()).await {
            Ok(Ok(body)) => {
                let body = body.to_bytes();
                self.0.answer(&credentials, &body, deadline).await
            }
            Ok(Err(error)) if error.is::<LengthLimitError>() => response::body_too_large(),
            // The connection ended.
            Ok(Err(_)) => response::error(StatusCode::BAD_REQUEST, "the body is incomplete"),
            Err(_) => response::error(
                StatusCode::REQUEST_TIMEOUT,
                "the body did not arrive in time",
            ),
        }
    }
}

fn announces_too_much(headers: &HeaderMap) -> bool {
    let length = headers.get(CONTENT_LENGTH);
    let length = length.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    length.is_some_and(|length| length > MAX_BODY as u64)
}

impl Future for ResponseFuture {
    type Output = ServiceResult;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(context)
    }
}

impl fmt::Debug for ResponseFuture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseFuture").finish_non_exhaustive()
    }
}
