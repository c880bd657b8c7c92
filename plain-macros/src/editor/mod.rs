//! The expansion for an editor: rust-analyzer offers inside a call only the items that the expansion
//! leads to. rustc never sees this expansion.
//!
//! * Each token of the user is in the expansion once, with its location, and the tokens around it
//!   have none. So a name leads to one item only, and a name of the language to its documentation.
//! * Values are only used, and a placeholder takes their place: `{ let _ = user.name; placeholder() }`.
//! * While a name is typed, rust-analyzer expands the call without it and with it, and compares the
//!   two at the same position. So the form of an expansion does not depend on the name that is typed.
//!   The paths that it completes do depend on it, so they come first: see [`site`].

mod collect;
mod emitter;
mod entity;
mod literal;
mod names;
mod site;
#[cfg(test)]
mod tests;

pub(crate) use collect::{derive_sites, entity_sites, fragment_sites};
pub(crate) use entity::{derive, entity, fragment};
