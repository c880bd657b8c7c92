//! A crate that depends on `plain-runtime` under another name and re-exports it from a module. The
//! `lint` step checks that the expansions pass all of clippy, pedantic lints and those of shadowing included.

#![deny(clippy::all, clippy::pedantic, warnings)]
#![deny(
    clippy::pattern_type_mismatch,
    clippy::shadow_reuse,
    clippy::shadow_same,
    clippy::shadow_unrelated
)]

pub mod derived;
pub mod expansions;

/// A module that re-exports dependencies. The rest of the crate uses the runtime by this path only.
pub mod vendor {
    pub use events;
}
