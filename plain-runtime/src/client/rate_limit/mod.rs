//! The rate limit: the headers that report it, and the gate that holds requests back while it lasts.

mod gate;
mod headers;

pub(super) use gate::{Gate, gate_wait};
pub(super) use headers::RateLimitHeaders;
