//! Events that are derived.

#![expect(
    clippy::unwrap_used,
    reason = "whatever is not as expected fails the test"
)]

mod enums;
mod own_tests;
mod structs;
