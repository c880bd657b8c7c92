//! Inputs are read as they are serialised.

#![expect(clippy::unwrap_used, reason = "an unexpected failure fails the test")]

mod errors;
mod events;
mod formats;
mod nulls;
mod records;
mod round_trip;
mod threads;
