//! Access to the API: keys with permissions, and the rate limit.

pub(crate) mod api_key;
pub(crate) mod rate_limit;
