//! Client for programs that are not asynchronous.
//!
//! ```
//! use plain_runtime::{blocking, customer_event};
//!
//! # fn example() -> Result<(), plain_runtime::Error> {
//! let client = blocking::Client::from_env()?;
//! let event = client.create_customer_event(&customer_event!(
//!     title = "Trial completed",
//!     customer_identifier = email_address("jane@acme.com"),
//!     components = [text("Fourteen days are over.")],
//! ))?;
//! println!("{}", event.id);
//! # Ok(())
//! # }
//! ```

mod batch;
mod client;
mod customers;
mod runtime;
mod threads;

pub use batch::CreatedEventsIter;
pub use client::BlockingClient as Client;
