//! Log of the requests for cards.

use std::collections::VecDeque;
use std::fmt;
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};

use crate::time::timestamp;

/// Capacity of the log. The oldest attempts are dropped.
const MAX_ATTEMPTS: usize = 1_000;

/// A request for cards that the sandbox sent to an endpoint.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// use plain_sandbox::{CardAttempt, CardEndpoint, Sandbox};
///
/// let sandbox = Sandbox::start().await;
/// let endpoint = CardEndpoint::new(sandbox.ui_url()).key("usage");
/// sandbox.load_cards(&endpoint).load().await;
/// let attempt: &CardAttempt = &sandbox.card_attempts()[0];
/// assert_eq!(attempt.to_string(), format!("POST {} for usage: 405", sandbox.ui_url()));
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CardAttempt {
    /// When it was sent, by the sandbox's clock.
    pub at: SystemTime,
    /// Time until the response or the failure, by the sandbox's clock.
    pub duration: Duration,
    /// The URL of the endpoint, without its query.
    pub url: String,
    /// The requested keys.
    pub keys: Vec<String>,
    /// The status of the response. `None` without a complete response.
    pub status: Option<u16>,
    /// Why there is no complete response.
    pub failure: Option<String>,
}

impl CardAttempt {
    pub(crate) fn to_json(&self) -> Value {
        json!({
            "at": timestamp::iso8601(timestamp::of(self.at)),
            "durationMilliseconds": u64::try_from(self.duration.as_millis()).unwrap_or(u64::MAX),
            "url": self.url,
            "keys": self.keys,
            "status": self.status,
            "failure": self.failure,
        })
    }
}

/// Writes the attempt on one line, with its status or failure.
impl fmt::Display for CardAttempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "POST {} for {}: ", self.url, self.keys.join(", "))?;
        match (self.status, &self.failure) {
            (Some(status), _) => write!(f, "{status}"),
            (None, Some(failure)) => f.write_str(failure),
            (None, None) => f.write_str("no response"),
        }
    }
}

/// The latest attempts.
#[derive(Debug, Default)]
pub(super) struct AttemptLog(VecDeque<CardAttempt>);

impl AttemptLog {
    pub(super) fn add(&mut self, attempt: CardAttempt) {
        self.0.push_back(attempt);
        if self.0.len() > MAX_ATTEMPTS {
            self.0.pop_front();
        }
    }

    pub(super) fn attempts(&self) -> Vec<CardAttempt> {
        self.0.iter().cloned().collect()
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}
