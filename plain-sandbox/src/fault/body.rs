//! Distorted response bodies.

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use axum::body::{Body, Bytes};
use futures_util::stream;

use crate::shutdown::Shutdown;

/// Sends the first half of the bytes, then closes the connection.
pub(super) fn truncated(bytes: &Bytes) -> Body {
    let half = bytes.slice(..bytes.len() / 2);
    let steps = VecDeque::from([Ok(half), Err(io::ErrorKind::UnexpectedEof)]);
    Body::from_stream(stream::unfold(steps, |mut steps| async move {
        let step = steps.pop_front()?;
        if step.is_err() {
            // Lets the first half be sent before the connection is closed.
            tokio::task::yield_now().await;
        }
        Some((step.map_err(io::Error::from), steps))
    }))
}

/// Sends the bytes in chunks, with a pause before each.
pub(super) fn slow(bytes: Bytes, chunk: usize, pause: Duration, shutdown: Shutdown) -> Body {
    Body::from_stream(stream::unfold(
        (bytes, shutdown),
        move |(mut rest, shutdown)| async move {
            if rest.is_empty() {
                return None;
            }
            shutdown.sleep(pause).await;
            let chunk = rest.split_to(chunk.min(rest.len()));
            Some((Ok::<_, io::Error>(chunk), (rest, shutdown)))
        },
    ))
}

/// Pads JSON with leading spaces, which leave it valid.
pub(super) fn padded(bytes: &[u8], length: usize) -> Vec<u8> {
    let mut padded = vec![b' '; length.saturating_sub(bytes.len())];
    padded.extend_from_slice(bytes);
    padded
}
