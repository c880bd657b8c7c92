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

mod actor;
mod answer;
mod api;
mod api_key;
mod builder;
mod call;
mod check;
#[cfg(feature = "client")]
mod client;
mod clock;
mod component;
mod connection;
mod customer;
mod deprecated;
mod duration;
mod entry;
mod error;
mod event;
mod expect;
mod fault;
mod graphql;
mod http;
mod id;
mod input;
mod macro_call;
mod moment;
mod mutation;
mod operation;
mod origin;
mod page;
mod permission;
mod phase;
mod query;
mod rate_limit;
mod request;
mod request_log;
mod resolve;
mod rest;
mod root;
mod sandbox;
pub mod seed;
mod server;
#[cfg(feature = "sqlite")]
mod sqlite;
mod state;
mod store;
mod thread;
mod user;
mod web;
mod workspace;

pub use builder::{Builder, DEFAULT_API_KEY, StartError};
pub use clock::Clock;
pub use event::Event;
pub use expect::NotArrived;
pub use fault::{Fault, FaultRule, Faults};
pub use macro_call::macro_call;
pub use permission::{Permission, UnknownPermission};
pub use plain_schema::EventKind;
pub use request_log::{RecordedRequest, Refusal};
pub use sandbox::Sandbox;
