//! A local [Plain](https://plain.com) to develop and test against.
//!
//! It is a real GraphQL server over the part of Plain's schema that customer events and thread
//! events need. It holds a workspace in memory, refuses what Plain's schema and documentation
//! refuse, and keeps the events it was sent for a test to look at, and for a person:
//! [`Sandbox::page_url`]. It can be told to fail: [`Fault`].
//!
//! ```
//! # async fn example() {
//! use plain_sandbox::Sandbox;
//!
//! let sandbox = Sandbox::start().await;
//! // A client takes `sandbox.url()` and `sandbox.api_key()`. What it has created is in
//! let events = sandbox.events();
//! # }
//! ```
//!
//! The workspace starts with one customer, one thread, one person and one machine user: [`seed`].
//! With the default feature `sqlite`, it can be kept in a file: `Builder::db`. With the feature `client`
//! there is a client of it: `Sandbox::client`.
//!
//! Where Plain's behaviour is not documented, the README says what was chosen.

mod access;
mod fault;
mod graphql;
mod macro_call;
mod response;
mod sandbox;
mod server;
mod shutdown;
mod state;
mod time;
mod web;
mod workspace;

pub use fault::{Fault, FaultRule, Faults};
pub use macro_call::macro_call;
pub use plain_schema::{EventKind, Permission, UnknownPermission};
pub use sandbox::Sandbox;
pub use sandbox::assertions::NotArrived;
pub use sandbox::builder::{Builder, DEFAULT_API_KEY, StartError};
pub use state::request_log::{RecordedRequest, Refusal};
pub use time::clock::Clock;
pub use workspace::event::Event;
pub use workspace::seed;
