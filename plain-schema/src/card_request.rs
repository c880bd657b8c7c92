//! Plain's requests for customer cards: <https://www.plain.com/docs/customer-cards>.
//!
//! Plain sends one `POST` for all cards that share a URL and headers, and expects status 200 with every
//! requested key. It repeats a request that failed with a 5xx, a 429, a timeout or without a connection, once;
//! every other failure it remembers.
//!
//! ```
//! use plain_schema::card_request::{
//!     FAILURE_CACHE_SECONDS, MAX_CARDS, MAX_HEADER_NAME, MAX_HEADER_VALUE, MAX_HEADERS, MAX_TIME_TO_LIVE_SECONDS,
//!     MAX_URL, MIN_CONFIGURED_TIME_TO_LIVE_SECONDS, RETRY_DELAY_SECONDS, SIGNATURE_HEADER, TIMEOUT_SECONDS,
//!     USER_AGENT, WORKSPACE_ID_HEADER,
//! };
//!
//! // The headers of a request, besides those that are configured:
//! let headers = [("user-agent", USER_AGENT), (SIGNATURE_HEADER, "1bff46.."), (WORKSPACE_ID_HEADER, "w_01H14D..")];
//! assert!(headers.iter().all(|(name, _)| name.len() <= MAX_HEADER_NAME));
//!
//! // The settings of a card in Plain:
//! let url = "https://api.acme.com/plain/cards";
//! assert!(url.len() <= MAX_URL);
//! assert!((1..=MAX_CARDS).contains(&3) && (0..=MAX_HEADERS).contains(&1));
//! assert!("Bearer token".len() <= MAX_HEADER_VALUE);
//! let seconds = MIN_CONFIGURED_TIME_TO_LIVE_SECONDS..=MAX_TIME_TO_LIVE_SECONDS;
//! assert!(seconds.contains(&FAILURE_CACHE_SECONDS));
//!
//! // An agent waits this long for cards at most, in seconds.
//! assert_eq!(TIMEOUT_SECONDS + RETRY_DELAY_SECONDS + TIMEOUT_SECONDS, 31);
//! ```

use crate::entity::{CARD_KEY_MAX, TIME_TO_LIVE_MAX};
use crate::{StringRule, Violation};

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

/// Maximum of the time to live of a card, configured or answered, in seconds.
pub const MAX_TIME_TO_LIVE_SECONDS: u64 = TIME_TO_LIVE_MAX;

/// Minimum of the time to live of a card that is configured in Plain, in seconds.
pub const MIN_CONFIGURED_TIME_TO_LIVE_SECONDS: u64 = 15;

/// Maximum number of cards in a workspace.
pub const MAX_CARDS: usize = 25;

/// Maximum number of headers that are configured for a card.
pub const MAX_HEADERS: usize = 20;

/// Maximum length of the name of a configured header.
pub const MAX_HEADER_NAME: usize = 100;

/// Maximum length of the value of a configured header.
pub const MAX_HEADER_VALUE: usize = 500;

/// Maximum length of the URL of a card.
pub const MAX_URL: usize = 600;

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

/// Checks the key of a card: rule K1.
///
/// # Errors
///
/// The violated part of the rule.
///
/// ```
/// use plain_schema::{Violation, card_request::check_key};
///
/// assert_eq!(check_key("plan-details"), Ok(()));
/// assert_eq!(check_key("plan details"), Err(Violation::NotACardKey));
/// ```
pub const fn check_key(key: &str) -> Result<(), Violation> {
    StringRule::CardKey { max: CARD_KEY_MAX }.check(key)
}
