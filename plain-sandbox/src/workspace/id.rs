//! Plain's ids: a prefix that says of what, and a ULID.

use std::time::SystemTime;

use ulid::Ulid;

/// A new id, such as `id::new("tev_", now)`.
pub(crate) fn new(prefix: &str, now: SystemTime) -> String {
    format!("{prefix}{}", Ulid::from_datetime(now))
}
