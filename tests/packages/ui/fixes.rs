//! The fixes of the cases in `messages` compile: `build.rs` makes each of them a test.

#![allow(
    unused,
    clippy::all,
    clippy::pedantic,
    clippy::unwrap_used,
    reason = "the fixes are examples"
)]

use plain_runtime::*;

include!(concat!(env!("OUT_DIR"), "/fixes.rs"));
