//! The requests of a connection, from the complete head to the end of the response.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{ConnectInfo, Request};
use axum::middleware::Next;
use axum::response::Response;
use http_body::{Frame, SizeHint};

use super::Connection;

/// Middleware that records on the connection when requests begin and end.
pub(crate) async fn follow(
    ConnectInfo(connection): ConnectInfo<Connection>,
    request: Request,
    next: Next,
) -> Response {
    let in_flight = InFlight::new(connection, &request);
    let response = next.run(request).await;
    response.map(|body| {
        Body::new(FollowedBody {
            body,
            _in_flight: in_flight,
        })
    })
}

/// A request in flight, until it is dropped.
struct InFlight(Connection);

impl InFlight {
    fn new(connection: Connection, request: &Request) -> Self {
        connection.begin_request(request.version());
        Self(connection)
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.end_request();
    }
}

/// The body of a response. hyper drops it at the end, and when the client gives up.
struct FollowedBody {
    body: Body,
    _in_flight: InFlight,
}

impl HttpBody for FollowedBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.get_mut().body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
