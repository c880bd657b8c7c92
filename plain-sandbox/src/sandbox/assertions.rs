//! Assertions of tests on the events of a sandbox.

use std::fmt;
use std::time::Duration;

use super::Sandbox;
use crate::state::request_log::RecordedRequest;
use crate::workspace::event::Event;

/// Number of the latest requests that a failed assertion shows.
const SHOWN_REQUESTS: usize = 10;

impl Sandbox {
    /// Returns the events that match, and asserts their number.
    ///
    /// # Panics
    ///
    /// If more or fewer than `count` events match. The message shows all events and the latest requests.
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
    pub fn expect_events(&self, count: usize, matches: impl Fn(&Event) -> bool) -> Vec<Event> {
        let events = self.events();
        let matching: Vec<Event> = events.iter().filter(|it| matches(it)).cloned().collect();
        assert!(
            matching.len() == count,
            "expected {}, found {}.\n{}",
            plural(count, "matching event", "matching events"),
            matching.len(),
            SandboxContents {
                events,
                requests: self.requests(),
            },
        );
        matching
    }

    /// Waits until `is_done` accepts the events created so far, and returns them.
    ///
    /// The sandbox measures the timeout by the system's clock, so this works in tests with paused time.
    ///
    /// # Errors
    ///
    /// If the timeout elapses or the sandbox ends first. The error shows all events and the latest
    /// requests.
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
    ) -> Result<Vec<Event>, WaitTimeout> {
        // On the sandbox's runtime, because the caller's may have no timer or a paused one.
        let mut timer = self
            .runtime
            .spawn(async move { tokio::time::sleep(timeout).await });
        let pause = async |duration| {
            // It is created on the sandbox's runtime too.
            let sleep = async move { tokio::time::sleep(duration).await };
            let _ = self.runtime.spawn(sleep).await;
        };
        tokio::select! {
            () = self.state.wait_for(&is_done, pause) => {}
            _ = &mut timer => {}
        }
        timer.abort();
        let events = self.events();
        if is_done(&events) {
            return Ok(events);
        }
        Err(WaitTimeout {
            timeout,
            contents: SandboxContents {
                events,
                requests: self.requests(),
            },
        })
    }
}

/// Error of [`Sandbox::wait_for`]: the expected events did not arrive in time.
///
/// `Debug` writes the same as `Display`, so that `unwrap` in a test is readable.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// use std::time::Duration;
/// use plain_sandbox::{Sandbox, WaitTimeout};
///
/// let sandbox = Sandbox::start().await;
/// let timeout: WaitTimeout = sandbox
///     .wait_for(|events| events.len() == 1, Duration::from_millis(1))
///     .await
///     .unwrap_err();
/// assert!(timeout.events().is_empty());
/// # }
/// ```
#[derive(Clone, PartialEq, thiserror::Error)]
#[error("the expected events did not arrive within {timeout:?}.\n{contents}")]
pub struct WaitTimeout {
    timeout: Duration,
    contents: SandboxContents,
}

impl WaitTimeout {
    /// The events created so far.
    pub fn events(&self) -> &[Event] {
        &self.contents.events
    }
}

impl fmt::Debug for WaitTimeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Events and requests of a sandbox, for the message of a failed test.
#[derive(Clone, PartialEq)]
struct SandboxContents {
    events: Vec<Event>,
    requests: Vec<RecordedRequest>,
}

impl fmt::Display for SandboxContents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let events = plural(self.events.len(), "event", "events");
        write!(f, "The sandbox has {events}")?;
        for event in &self.events {
            write!(f, "\n  {event}")?;
        }
        let skipped = self.requests.len().saturating_sub(SHOWN_REQUESTS);
        let requests = plural(self.requests.len(), "request", "requests");
        write!(f, "\nIt received {requests}")?;
        if skipped > 0 {
            write!(f, ", the last {SHOWN_REQUESTS} of which are")?;
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
