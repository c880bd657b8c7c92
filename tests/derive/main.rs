//! Derived events.

#![expect(clippy::unwrap_used, reason = "an unexpected failure fails the test")]

mod borrows;
mod cards;
mod collections;
mod enums;
mod generics;
mod hygiene;
#[deny(warnings)]
mod lints;
mod own_tests;
mod structs;
mod threads;
