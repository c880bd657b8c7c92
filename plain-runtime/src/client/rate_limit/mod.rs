//! The rate limit: what the headers of an answer say of it, and the gate that it closes.

mod gate;
mod headers;

pub(super) use gate::{Gate, SPREAD};
pub(super) use headers::RateLimit;
