//! Events that are derived.

mod enums;
mod structs;
