//! The sandbox's clock, and the formats of durations and timestamps.

pub(crate) mod clock;
pub(crate) mod duration;
mod manual_clock;
pub(crate) mod timestamp;
