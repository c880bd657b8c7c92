//! A crate that has `plain-runtime` under another name and hands it on from a module. What the
//! macros expand to here passes the strictest lints: the `lint` step sees to it.

#![deny(clippy::all, clippy::pedantic, warnings)]

pub mod derived;
pub mod expansions;

/// A crate's own module for its dependencies. Nothing but its path names the runtime.
pub mod vendor {
    pub use events;
}
