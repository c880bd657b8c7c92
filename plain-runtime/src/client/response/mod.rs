//! What an answer means.

pub(super) mod decode;
mod duplicate;
pub(super) mod payload;

pub(super) use duplicate::AlreadyCreated;
pub use duplicate::is_already_created;
