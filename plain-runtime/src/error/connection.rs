//! The fate of a request, by the error of its connection.

use std::error::Error;
use std::io;

use h2::Reason;

/// Fate of a request whose connection failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RequestFate {
    /// The request was not sent: there was no connection, or it was closed before.
    NotSent,
    /// The server refused the request without processing it, and another connection may serve it now:
    /// an HTTP/2 server that shuts down, or allows fewer requests at once.
    Refused,
    /// The server refused the request without processing it, because of an error.
    NotProcessed,
    /// The server closed the connection without a response, as it does with one that was idle.
    Closed,
    /// Unknown.
    Unknown,
}

impl RequestFate {
    /// Whether the request certainly had no effect.
    pub(crate) fn is_without_effect(self) -> bool {
        matches!(self, Self::NotSent | Self::Refused | Self::NotProcessed)
    }

    /// The fate of a request that failed with this error.
    pub(crate) fn of(error: &reqwest::Error) -> Self {
        if error.is_connect() {
            return Self::NotSent;
        }
        let mut source = error.source();
        let mut fate = Self::Unknown;
        while let Some(error) = source {
            // The last one is the most specific.
            fate = fate_by_type(error).unwrap_or(fate);
            source = error.source();
        }
        fate
    }
}

fn fate_by_type(error: &(dyn Error + 'static)) -> Option<RequestFate> {
    if let Some(error) = error.downcast_ref::<hyper::Error>() {
        return match () {
            // The connection was closed before the request was written.
            () if error.is_canceled() => Some(RequestFate::NotSent),
            () if error.is_incomplete_message() => Some(RequestFate::Closed),
            () => None,
        };
    }
    if let Some(error) = error.downcast_ref::<h2::Error>() {
        return fate_by_http2(error);
    }
    let error = error.downcast_ref::<io::Error>()?;
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::BrokenPipe
            | io::ErrorKind::UnexpectedEof
    )
    .then_some(RequestFate::Closed)
}

/// See <https://www.rfc-editor.org/rfc/rfc9113#section-8.7>.
fn fate_by_http2(error: &h2::Error) -> Option<RequestFate> {
    if !error.is_remote() {
        return None;
    }
    match error.reason() {
        Some(Reason::REFUSED_STREAM) => Some(RequestFate::Refused),
        // Only requests after the last one that the server processes fail with its GOAWAY.
        Some(Reason::NO_ERROR) if error.is_go_away() => Some(RequestFate::Refused),
        _ if error.is_go_away() => Some(RequestFate::NotProcessed),
        _ => None,
    }
}
