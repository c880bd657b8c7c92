//! Time: the sandbox's clock, durations and timestamps.

pub(crate) mod clock;
pub(crate) mod duration;
pub(crate) mod timestamp;
