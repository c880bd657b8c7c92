//! Bodies that do not come as they should.

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use axum::body::{Body, Bytes};
use futures_util::stream;

use crate::shutdown::Ending;

/// The first half of the bytes, and then the end of the connection.
pub(super) fn truncated(bytes: &Bytes) -> Body {
    let half = bytes.slice(..bytes.len() / 2);
    let steps = VecDeque::from([Ok(half), Err(io::ErrorKind::UnexpectedEof)]);
    Body::from_stream(stream::unfold(steps, |mut steps| async move {
        let step = steps.pop_front()?;
        if step.is_err() {
            // The half must have left before the connection is given up.
            tokio::task::yield_now().await;
        }
        Some((step.map_err(io::Error::from), steps))
    }))
}

/// All of the bytes, so many at a time, with a pause before each piece.
pub(super) fn slow(bytes: Bytes, piece: usize, pause: Duration, ending: Ending) -> Body {
    Body::from_stream(stream::unfold(
        (bytes, ending),
        move |(mut rest, ending)| async move {
            if rest.is_empty() {
                return None;
            }
            ending.sleep(pause).await;
            let piece = rest.split_to(piece.min(rest.len()));
            Some((Ok::<_, io::Error>(piece), (rest, ending)))
        },
    ))
}

/// The bytes, behind as many blanks as make the length: JSON all the same.
pub(super) fn padded(bytes: &[u8], length: usize) -> Vec<u8> {
    let mut padded = vec![b' '; length.saturating_sub(bytes.len())];
    padded.extend_from_slice(bytes);
    padded
}
