//! Delivers the events of an outbox.
//!
//! A relay claims events that are due, sends each with one request, and records the outcomes. Claims go on
//! while deliveries are in flight, so that a slow answer holds back its own customer only.

mod backoff;
mod builder;
mod cursor;
mod deliver;
mod flush;
mod guard;
mod handle;
mod outcome;
mod pass;
mod run;
mod schedule;
mod settings;
mod verify;

pub use builder::Relay;
pub use guard::FlushGuard;
pub use handle::RelayHandle;
pub use pass::DeliveryCounts;
