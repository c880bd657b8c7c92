//! What a test expects of a sandbox, and what it is told instead.

use std::fmt;
use std::time::Duration;

use super::Sandbox;
use crate::state::request_log::RecordedRequest;
use crate::workspace::event::Event;

/// How many of the latest requests a failed expectation shows.
const SHOWN_REQUESTS: usize = 10;

impl Sandbox {
    /// The events that fit, of which there must be exactly so many.
    ///
    /// # Panics
    ///
    /// If there are more or fewer: with the events that are there, and the latest requests.
    ///
    /// ```should_panic
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// use plain_sandbox::Sandbox;
    ///
    /// let sandbox = Sandbox::start().await;
    /// let events = sandbox.expect_events(1, |event| event.title == "Payment failed");
    /// assert_eq!(events[0].external_id.as_deref(), Some("payment-1"));
    /// # }
    /// ```
    #[track_caller]
    pub fn expect_events(&self, count: usize, fits: impl Fn(&Event) -> bool) -> Vec<Event> {
        let events = self.events();
        let fitting: Vec<Event> = events.iter().filter(|event| fits(event)).cloned().collect();
        assert!(
            fitting.len() == count,
            "expected {}, but {} fit.\n{}",
            plural(count, "event that fits", "events that fit"),
            fitting.len(),
            Arrived {
                events,
                requests: self.requests(),
            },
        );
        fitting
    }

    /// Waits until the events, all that were created so far, are what is waited for, and returns them.
    ///
    /// The time is the system's, and is measured by the sandbox: a test whose own time stands still can
    /// wait as well.
    ///
    /// # Errors
    ///
    /// If they are not when the time is over or the sandbox ends. The error shows the events that are
    /// there, and the latest requests.
    ///
    /// ```
    /// # async fn example() {
    /// use std::time::Duration;
    /// use plain_sandbox::Sandbox;
    ///
    /// let sandbox = Sandbox::start().await;
    /// let events = sandbox
    ///     .wait_for(|events| events.len() == 3, Duration::from_secs(5))
    ///     .await
    ///     .unwrap();
    /// # }
    /// ```
    pub async fn wait_for(
        &self,
        is_done: impl Fn(&[Event]) -> bool,
        timeout: Duration,
    ) -> Result<Vec<Event>, NotArrived> {
        // On the sandbox's thread, since the caller's may have no time, or one that stands still.
        let mut timer = self
            .runtime
            .spawn(async move { tokio::time::sleep(timeout).await });
        let events = tokio::select! {
            events = self.state.wait_for(&is_done) => events,
            _ = &mut timer => self.events(),
        };
        timer.abort();
        if is_done(&events) {
            return Ok(events);
        }
        Err(NotArrived {
            timeout,
            arrived: Arrived {
                events,
                requests: self.requests(),
            },
        })
    }
}

/// What was waited for has not happened: the error of [`Sandbox::wait_for`].
///
/// Its `Debug` is its `Display`, so that `unwrap` in a test is readable.
#[derive(Clone, PartialEq, thiserror::Error)]
#[error("what was waited for did not arrive within {timeout:?}.\n{arrived}")]
pub struct NotArrived {
    timeout: Duration,
    arrived: Arrived,
}

impl NotArrived {
    /// The events that were there.
    pub fn events(&self) -> &[Event] {
        &self.arrived.events
    }
}

impl fmt::Debug for NotArrived {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What a sandbox holds, for the reader of a failed test.
#[derive(Clone, PartialEq)]
struct Arrived {
    events: Vec<Event>,
    requests: Vec<RecordedRequest>,
}

impl fmt::Display for Arrived {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let there = plural(self.events.len(), "event", "events");
        write!(f, "The sandbox has {there}")?;
        for event in &self.events {
            write!(f, "\n  {event}")?;
        }
        let skipped = self.requests.len().saturating_sub(SHOWN_REQUESTS);
        let there = plural(self.requests.len(), "request", "requests");
        write!(f, "\nIt was sent {there}")?;
        if skipped > 0 {
            write!(f, ", of which the last {SHOWN_REQUESTS} are")?;
        }
        for request in &self.requests[skipped..] {
            write!(f, "\n  {request}")?;
        }
        Ok(())
    }
}

fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
