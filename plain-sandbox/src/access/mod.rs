//! Access to the API: keys, their permissions and the rate limit.

pub(crate) mod api_key;
pub(crate) mod permission;
pub(crate) mod rate_limit;
