//! Reports attempts, waits and ends of calls to the caller, for metrics.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// A step of a call, as reported to [`ClientBuilder::observer`](crate::ClientBuilder::observer).
///
/// ```
/// use plain_runtime::client::CallEvent;
///
/// fn log(event: &CallEvent<'_>) {
///     match event {
///         CallEvent::Attempt { operation, attempt, outcome, .. } => {
///             println!("{operation}: attempt {attempt} is {outcome}");
///         }
///         CallEvent::Wait { reason, duration, .. } => println!("{} for {duration:?}", reason.name()),
///         _ => {}
///     }
/// }
///
/// let builder = plain_runtime::Client::builder().observer(log);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CallEvent<'a> {
    /// A request was sent, and its response arrived or did not.
    #[non_exhaustive]
    Attempt {
        /// Name of the operation, such as `createCustomerEvent`.
        operation: &'a str,
        /// Number of the attempt, from 1.
        attempt: u32,
        /// `ok`, or the kind of the error: that of the span's field `error.type`.
        outcome: &'static str,
        /// HTTP status, if there was a response.
        status: Option<u16>,
    },
    /// The call waits before the next request.
    #[non_exhaustive]
    Wait {
        /// Name of the operation.
        operation: &'a str,
        /// Why it waits.
        reason: WaitReason,
        /// How long it waits, if that is known.
        duration: Option<Duration>,
    },
    /// The call ended.
    #[non_exhaustive]
    End {
        /// Name of the operation.
        operation: &'a str,
        /// `ok`, the kind of the error, or `cancelled` if the caller dropped the call.
        outcome: &'static str,
    },
}

/// Why a call waits.
///
/// ```
/// use plain_runtime::client::WaitReason;
///
/// assert_eq!(WaitReason::RateLimit.name(), "rate_limit");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WaitReason {
    /// The rate limit of the workspace is exceeded: the gate before all requests is closed.
    RateLimit,
    /// An attempt failed, and the next one follows after a backoff.
    Backoff,
    /// Too many requests are in flight.
    Concurrency,
}

impl WaitReason {
    /// Name for a label of a metric.
    pub fn name(self) -> &'static str {
        match self {
            Self::RateLimit => "rate_limit",
            Self::Backoff => "backoff",
            Self::Concurrency => "concurrency",
        }
    }
}

type Observe = dyn Fn(&CallEvent<'_>) + Send + Sync;

/// Function of the caller that is told about calls.
#[derive(Clone, Default)]
pub(super) struct Observer(Option<Arc<Observe>>);

impl Observer {
    pub(super) fn new(observe: impl Fn(&CallEvent<'_>) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(observe)))
    }

    pub(super) fn observe(&self, event: &CallEvent<'_>) {
        if let Some(observe) = &self.0 {
            observe(event);
        }
    }
}

impl fmt::Debug for Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.0.as_ref().map(|_| "Fn(&CallEvent)");
        f.debug_tuple("Observer").field(&name).finish()
    }
}
