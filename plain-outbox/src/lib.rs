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

mod builder;
mod emit;
mod enqueue;
mod error;
mod event;
mod outbox;
mod pace;
mod permit;
mod record;
mod relay;
mod store;
mod telemetry;

pub use builder::OutboxBuilder;
pub use enqueue::Receipt;
pub use error::Error;
pub use event::{CustomerKind, OutboxEvent, RecordedEvent, RecordedKind, ThreadKind};
pub use outbox::Outbox;
pub use relay::{DeliveryCounts, FlushGuard, Relay, RelayHandle};
