//! Delivery of [Plain](https://plain.com)'s customer and thread events that survives crashes, outages and
//! rate limits.
//!
//! An [`Outbox`] records an event where the change that it reports is recorded, and a relay delivers it
//! later: exactly once, in the order of its customer, at the rate that Plain allows.
//!
//! ```
//! use plain_outbox::Outbox;
//! use plain_runtime::customer_event;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), plain_outbox::Error> {
//! let outbox = Outbox::in_memory();
//! let event = customer_event!(
//!     title = "API key generated",
//!     customer_identifier = email_address("jane@acme.com"),
//!     components = [text("New API key **3f2a**.")],
//!     external_id = "api-key-17",
//! );
//! let receipt = outbox.enqueue(&event).await?;
//! assert_eq!(receipt.external_id(), "api-key-17");
//! // The same event again is recorded once.
//! assert!(outbox.enqueue(&event).await?.is_duplicate());
//! # Ok(())
//! # }
//! ```
//!
//! [`customer_event!`](plain_runtime::customer_event) and the derives of [`plain_runtime`] write the events. Tests
//! deliver them to a [`plain-sandbox`](https://docs.rs/plain-sandbox).
//!
//! # Which call to use
//!
//! | call | the event survives | the caller waits for |
//! |---|---|---|
//! | [`Outbox::emit`] | a slow or failing Plain, but not the end of the process before it is written | nothing |
//! | [`Outbox::enqueue`] | crashes, once it has returned | one database transaction |
//! | `Outbox::enqueue_in` | crashes, if the caller's transaction commits | one statement of its transaction |
//!
//! # Features
//!
//! | feature | adds |
//! |---|---|
//! | `sqlite` (default) | `Outbox::sqlite` and `Outbox::sqlite_pool`, for the processes of one machine |
//! | `postgres` | `Outbox::postgres`, for any number of machines |
//! | `cli` | the program `plain-outbox` |
//!
//! Without them, [`Outbox::in_memory`] remains, and no database crate is compiled.
//!
//! # Relays
//!
//! [`Outbox::relay`] delivers the events: [`Relay::start`] in the background, [`Relay::run_until`] in a
//! process that does nothing else, [`Relay::deliver_due`] once. Any number of relays share the events of
//! an outbox and the rate limit of the workspace. After a 429, all of them pause until the reset. Direct
//! clients of the same workspace draw from the same budget with [`Outbox::acquire_permit`].
//!
//! A failure that may pass is retried with exponential backoff and full jitter, from one second to ten
//! minutes ([`Relay::max_backoff`]), or after the `retry-after` of the response; it delays the events of its
//! customer only. An event that Plain rejects becomes a dead letter. While Plain refuses the API key, the
//! events are kept.
//!
//! # Logs and metrics
//!
//! A delivery is a `tracing` span `plain_outbox.deliver` with the external ID, the kind, the attempt and the
//! outcome. Neither events, customers nor API keys are logged. For the recorder of the facade
//! [`metrics`](https://docs.rs/metrics), there are
//!
//! | metric | meaning |
//! |---|---|
//! | `plain_outbox_enqueued_total` | events recorded by this process, without duplicates |
//! | `plain_outbox_dropped_total` | emitted events that were invalid or did not fit into the buffer |
//! | `plain_outbox_delivered_total`, `plain_outbox_retried_total`, `plain_outbox_dead_total` | outcomes of deliveries by this process |
//! | `plain_outbox_delivery_seconds` | histogram of the time from the recording of an event to its delivery |
//! | `plain_outbox_claim_seconds` | histogram of the time in which the database answers a relay's search for due events |
//! | `plain_outbox_pending`, `plain_outbox_oldest_pending_seconds` | gauges of the outbox, updated by each relay once a minute; in PostgreSQL, the number may be half a minute old |
//!
//! The page `docs/outbox.md` of the project plans the operation: relays, backlogs, failures, backups and alerts.

// On docs.rs, items say which feature they need.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod builder;
mod emit;
mod emit_buffer;
mod enqueue;
#[cfg(any(feature = "sqlite", feature = "postgres"))]
mod enqueue_in;
mod error;
mod event;
mod open;
mod operations;
mod outbox;
mod pace;
mod record;
mod relay;
#[cfg(any(feature = "sqlite", feature = "postgres"))]
mod statement;
mod store;
mod telemetry;

pub use builder::OutboxBuilder;
pub use enqueue::Receipt;
#[cfg(any(feature = "sqlite", feature = "postgres"))]
pub use enqueue_in::EnqueueTransaction;
pub use error::Error;
pub use event::{CustomerKind, OutboxEvent, RecordedEvent, RecordedKind, ThreadKind};
pub use operations::{DeadLetter, DeadLetters, Stats};
pub use outbox::Outbox;
pub use relay::{DeliveryCounts, FlushGuard, Relay, RelayHandle};
#[cfg(any(feature = "sqlite", feature = "postgres"))]
pub use statement::{EnqueueStatement, StatementParameter};

/// Examples of this crate's README.
#[cfg(all(doctest, feature = "sqlite"))]
#[doc = include_str!("../README.md")]
struct Readme;
