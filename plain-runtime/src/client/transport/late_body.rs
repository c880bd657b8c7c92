//! Body that is sent after the server had time to refuse the request by its headers.
//!
//! A server that refuses a long request early, with status 413, closes the connection while the body is
//! being sent. The client then sees a reset connection or the response, by chance.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::time::{Sleep, sleep};

/// Time for the server to refuse, as long as curl's.
const MAX_DELAY: Duration = Duration::from_secs(1);

/// Body that is sent after a delay.
pub(super) struct LateBody {
    bytes: Option<Bytes>,
    delay: Pin<Box<Sleep>>,
}

impl LateBody {
    /// Body of a request with a time limit, which the delay uses only a part of.
    pub(super) fn new(bytes: Bytes, timeout: Duration) -> Self {
        Self {
            bytes: Some(bytes),
            delay: Box::pin(sleep(MAX_DELAY.min(timeout / 4))),
        }
    }
}

impl Body for LateBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.bytes.is_some() {
            ready!(self.delay.as_mut().poll(context));
        }
        Poll::Ready(self.bytes.take().map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.bytes.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.bytes.as_ref().map_or(0, |bytes| bytes.len() as u64))
    }
}
