//! The time that a client has to send a request.
//!
//! A connection that sends nothing, only part of a TLS handshake or only part of a request would
//! otherwise be kept until the sandbox ends.

use std::task::Waker;
use std::time::Duration;

use axum::http::Version;
use tokio::time::Instant;

/// Time from the connection, or from the first byte of a later request, until the head of the
/// request is complete. Includes the TLS handshake.
pub(crate) const HEAD_TIMEOUT: Duration = Duration::from_secs(30);
/// Time between two requests. Longer than common clients keep an idle connection.
pub(crate) const IDLE_TIMEOUT: Duration = Duration::from_mins(10);

/// Progress of a connection towards its next request.
#[derive(Debug)]
pub(super) struct Progress {
    stage: Stage,
    /// Whether bytes may arrive that belong to no request, as over HTTP/2.
    is_multiplexed: bool,
    /// The task that reads from the connection, if no deadline wakes it.
    reader: Option<Waker>,
}

#[derive(Debug)]
enum Stage {
    /// The client must send the head of a request by then.
    Head(Instant),
    /// Number of requests whose head is complete and whose response is not.
    Requests(usize),
    /// Every request has its response. The next one must begin by then.
    Idle(Instant),
}

impl Progress {
    /// Progress of a connection that was just accepted.
    pub(super) fn new() -> Self {
        Self {
            stage: Stage::Head(Instant::now() + HEAD_TIMEOUT),
            is_multiplexed: false,
            reader: None,
        }
    }

    /// Records that bytes arrived.
    pub(super) fn receive(&mut self) {
        if matches!(self.stage, Stage::Idle(_)) && !self.is_multiplexed {
            self.stage = Stage::Head(Instant::now() + HEAD_TIMEOUT);
        }
    }

    /// Records that the head of a request is complete.
    pub(super) fn begin_request(&mut self, version: Version) {
        self.is_multiplexed |= version == Version::HTTP_2;
        self.stage = Stage::Requests(self.requests() + 1);
    }

    /// Records that a response was sent or given up.
    pub(super) fn end_request(&mut self) {
        self.stage = match self.requests().saturating_sub(1) {
            0 => Stage::Idle(Instant::now() + IDLE_TIMEOUT),
            rest => Stage::Requests(rest),
        };
        if let Some(reader) = self.reader.take() {
            reader.wake();
        }
    }

    /// When the connection is closed unless the client proceeds. Without a deadline, `reader` is
    /// woken once there is one.
    pub(super) fn deadline(&mut self, reader: &Waker) -> Option<Instant> {
        match self.stage {
            Stage::Head(deadline) | Stage::Idle(deadline) => Some(deadline),
            Stage::Requests(_) => {
                self.reader = Some(reader.clone());
                None
            }
        }
    }

    fn requests(&self) -> usize {
        match self.stage {
            Stage::Requests(count) => count,
            Stage::Head(_) | Stage::Idle(_) => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::task::Waker;
    use std::time::Duration;

    use axum::http::Version;
    use tokio::time::{Instant, advance};

    use super::{HEAD_TIMEOUT, IDLE_TIMEOUT, Progress};

    fn remaining(progress: &mut Progress) -> Option<Duration> {
        let deadline = progress.deadline(Waker::noop())?;
        Some(deadline - Instant::now())
    }

    #[tokio::test(start_paused = true)]
    async fn bytes_of_an_incomplete_head_gain_no_time() {
        let mut progress = Progress::new();
        let step = Duration::from_secs(9);
        for steps in 1..=3 {
            advance(step).await;
            progress.receive();
            let expected = HEAD_TIMEOUT.checked_sub(step * steps);
            assert_eq!(remaining(&mut progress), expected);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_later_head_has_its_time_from_its_first_byte() {
        let mut progress = Progress::new();
        progress.begin_request(Version::HTTP_11);
        progress.end_request();
        advance(IDLE_TIMEOUT / 2).await;
        assert_eq!(remaining(&mut progress), Some(IDLE_TIMEOUT / 2));
        progress.receive();
        assert_eq!(remaining(&mut progress), Some(HEAD_TIMEOUT));
    }

    #[tokio::test(start_paused = true)]
    async fn no_time_passes_while_any_request_is_in_flight() {
        let mut progress = Progress::new();
        progress.begin_request(Version::HTTP_2);
        progress.begin_request(Version::HTTP_2);
        // The rest of a body, or frames of HTTP/2.
        progress.receive();
        progress.end_request();
        progress.receive();
        assert_eq!(remaining(&mut progress), None);
        progress.end_request();
        assert_eq!(remaining(&mut progress), Some(IDLE_TIMEOUT));
        // A ping does not begin a request.
        progress.receive();
        assert_eq!(remaining(&mut progress), Some(IDLE_TIMEOUT));
    }
}
