//! Interprets responses: as the result of an operation, or as an error.

pub(super) mod decode;
mod duplicate;
pub(super) mod payload;

pub(super) use duplicate::DuplicatePredicate;
pub use duplicate::is_already_created;
