//! Interprets responses: as the result of an operation, or as an error.

pub(super) mod data;
pub(super) mod decode;
mod duplicate;
mod failure;
mod missing_customer;
pub(super) mod payload;
mod predicate;
pub(super) mod timeline;

pub(super) use duplicate::DuplicateLookup;
pub use duplicate::is_already_created;
pub use missing_customer::is_customer_not_found;
pub(super) use predicate::Predicates;
