//! Plain's requests for customer cards: <https://www.plain.com/docs/customer-cards>.
//!
//! Plain sends one `POST` for all cards that share a URL and headers, and expects status 200 with every
//! requested key. It repeats a request that failed with a 5xx, a 429, a timeout or without a connection, once;
//! every other failure it remembers.
//!
//! ```
//! use plain_schema::card_request::{RETRY_DELAY_SECONDS, TIMEOUT_SECONDS};
//!
//! // An agent waits this long for cards at most, in seconds.
//! assert_eq!(TIMEOUT_SECONDS + RETRY_DELAY_SECONDS + TIMEOUT_SECONDS, 31);
//! ```

/// Header with the signature of a request: the HMAC-SHA256 of the body in lower-case hexadecimal digits. HTTP
/// compares names of headers without regard to case.
pub const SIGNATURE_HEADER: &str = "plain-request-signature";

/// Header with the ID of the workspace that requests the cards.
pub const WORKSPACE_ID_HEADER: &str = "plain-workspace-id";

/// Value of the header `User-Agent`.
pub const USER_AGENT: &str = "Plain/1.0 (plain.com; help@plain.com)";

/// Seconds after which Plain gives a request up.
pub const TIMEOUT_SECONDS: u64 = 15;

/// Seconds before Plain repeats a request.
pub const RETRY_DELAY_SECONDS: u64 = 1;

/// Seconds for which Plain remembers a failure that it does not repeat.
pub const FAILURE_CACHE_SECONDS: u64 = 300;

/// Minimum of the time to live of a card that is configured in Plain, in seconds. Its maximum is that of
/// `time_to_live_seconds`.
pub const MIN_CONFIGURED_TIME_TO_LIVE_SECONDS: u64 = 15;

/// Whether Plain repeats a request whose response has this status. A timeout and a connection that fails are
/// repeated as well.
///
/// ```
/// use plain_schema::card_request::is_retried;
///
/// assert!(is_retried(503) && is_retried(429));
/// assert!(!is_retried(200) && !is_retried(401));
/// ```
pub const fn is_retried(status: u16) -> bool {
    matches!(status, 429 | 500..=599)
}
