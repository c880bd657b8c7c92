//! A local [Plain](https://plain.com) to develop and test against.
//!
//! It is a real GraphQL server over the part of Plain's schema that customer events and thread
//! events need. It holds a workspace in memory, refuses what Plain's schema and documentation
//! refuse, and keeps the events it was sent for a test to look at.
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
//! Where Plain's behaviour is not documented, the README says what was chosen.

mod actor;
mod answer;
mod api_key;
mod check;
mod clock;
mod component;
mod customer;
mod deprecated;
mod entry;
mod error;
mod event;
mod graphql;
mod http;
mod id;
mod input;
mod moment;
mod mutation;
mod page;
mod query;
mod request;
mod resolve;
mod root;
pub mod seed;
mod server;
mod state;
mod thread;
mod user;
mod workspace;

pub use clock::Clock;
pub use event::Event;
pub use plain_schema::EventKind;
pub use server::{Builder, DEFAULT_API_KEY, Sandbox, StartError};
