//! Interprets responses: as the result of an operation, or as an error.

pub(super) mod decode;
mod duplicate;
mod failure;
pub(super) mod payload;
pub(super) mod timeline;

pub use duplicate::is_already_created;
pub(super) use duplicate::{DuplicateLookup, DuplicatePredicate};
