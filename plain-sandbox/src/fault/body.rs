//! Distorted response bodies.

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use axum::body::{Body, Bytes};
use futures_util::stream;

use crate::shutdown::Shutdown;

/// Length of the chunks of padding.
const CHUNK: usize = 64 * 1024;
static SPACES: [u8; CHUNK] = [b' '; CHUNK];

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

/// Sends spaces before the bytes, so that there are `length` in total. JSON stays valid.
pub(super) fn padded(bytes: Bytes, length: usize) -> Body {
    let padding = length.saturating_sub(bytes.len());
    Body::from_stream(stream::unfold(
        (padding, Some(bytes)),
        async |(padding, bytes)| {
            if padding > 0 {
                let chunk = Bytes::from_static(&SPACES).slice(..padding.min(CHUNK));
                return Some((
                    Ok::<_, io::Error>(chunk.clone()),
                    (padding - chunk.len(), bytes),
                ));
            }
            Some((Ok(bytes?), (0, None)))
        },
    ))
}

#[cfg(test)]
mod tests {
    use axum::body::{Bytes, to_bytes};
    use futures_util::StreamExt as _;

    use super::{CHUNK, padded};

    #[tokio::test]
    async fn padding_of_any_length_is_sent_in_chunks() {
        let bytes = Bytes::from_static(b"{}");
        for length in [0, 2, 3, CHUNK, CHUNK + 2, 3 * CHUNK + 7] {
            let sent = to_bytes(padded(bytes.clone(), length), usize::MAX)
                .await
                .unwrap();
            assert_eq!(sent.len(), length.max(2));
            assert_eq!(sent.trim_ascii_start(), b"{}");
        }
        // No chunk exists before it is sent.
        let mut chunks = padded(bytes, usize::MAX).into_data_stream();
        assert_eq!(chunks.next().await.unwrap().unwrap().len(), CHUNK);
    }
}
