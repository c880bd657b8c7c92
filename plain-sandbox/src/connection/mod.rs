//! Connections, which a fault can reset, and which are closed if the client takes too long.

mod deadline;
mod request;
mod stream;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Waker;

use axum::http::Version;
use tokio::time::Instant;

use deadline::Progress;
#[cfg(test)]
pub(crate) use deadline::{HEAD_TIMEOUT, IDLE_TIMEOUT};
pub(crate) use request::follow;
pub(crate) use stream::ResettableListener;
#[cfg(feature = "tls")]
pub(crate) use stream::ResettableStream;

/// The connection of a request.
#[derive(Debug, Clone)]
pub(crate) struct Connection(Arc<ConnectionState>);

#[derive(Debug)]
struct ConnectionState {
    is_reset: AtomicBool,
    is_encrypted: AtomicBool,
    progress: Mutex<Progress>,
}

impl Connection {
    /// A connection that was just accepted.
    fn new() -> Self {
        Self(Arc::new(ConnectionState {
            is_reset: AtomicBool::new(false),
            is_encrypted: AtomicBool::new(false),
            progress: Mutex::new(Progress::new()),
        }))
    }

    /// Resets the connection instead of writing the next response, of which the client receives no byte.
    pub(crate) fn reset(&self) {
        self.0.is_reset.store(true, Ordering::Relaxed);
    }

    fn is_reset(&self) -> bool {
        self.0.is_reset.load(Ordering::Relaxed)
    }

    /// Scheme of the URLs under which the connection was made.
    pub(crate) fn scheme(&self) -> &'static str {
        if self.0.is_encrypted.load(Ordering::Relaxed) {
            "https"
        } else {
            "http"
        }
    }

    /// Records that the connection uses TLS.
    #[cfg(feature = "tls")]
    pub(crate) fn set_encrypted(&self) {
        self.0.is_encrypted.store(true, Ordering::Relaxed);
    }

    fn receive(&self) {
        self.with_progress(Progress::receive);
    }

    fn begin_request(&self, version: Version) {
        self.with_progress(|it| it.begin_request(version));
    }

    fn end_request(&self) {
        self.with_progress(Progress::end_request);
    }

    fn deadline(&self, reader: &Waker) -> Option<Instant> {
        self.with_progress(|it| it.deadline(reader))
    }

    fn with_progress<T>(&self, f: impl FnOnce(&mut Progress) -> T) -> T {
        f(&mut self
            .0
            .progress
            .lock()
            .unwrap_or_else(PoisonError::into_inner))
    }
}
