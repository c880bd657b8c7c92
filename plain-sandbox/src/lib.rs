//! A local [Plain](https://plain.com) to develop and test against.
//!
//! A sandbox is a GraphQL server for the part of Plain's schema that events, threads, tenants and customers
//! need. It keeps a workspace in memory, rejects what Plain's schema and documentation reject, and
//! shows the events and threads it received to tests ([`Sandbox::events`], [`Sandbox::threads`]) and in a
//! web UI ([`Sandbox::ui_url`]).
//! [`Fault`] injects failures. Towards an endpoint of customer cards, it plays Plain ([`Sandbox::load_cards`]).
//!
//! ```
//! # async fn example() {
//! use plain_sandbox::Sandbox;
//!
//! let sandbox = Sandbox::start().await;
//! // Point a client at `sandbox.url()` with `sandbox.api_key()`, then inspect what it created:
//! let events = sandbox.events();
//! # }
//! ```
//!
//! Events are written with [`plain-runtime`](https://docs.rs/plain-runtime), endpoints of customer cards with
//! [`plain-endpoints`](https://docs.rs/plain-endpoints); a program in any other language can use the sandbox as well.
//!
//! The workspace starts with one customer, one thread, one user and one machine user: [`seed`].
//!
//! # Features
//!
//! | feature | adds |
//! |---|---|
//! | `sqlite` (default) | `SandboxBuilder::db` keeps the workspace in a file |
//! | `tls` (default) | `SandboxBuilder::tls` serves HTTPS, over HTTP/1.1 and HTTP/2, and cards are requested over HTTPS |
//! | `client` | `Sandbox::client` creates a `plain-runtime` client for the sandbox |
//!
//! The README lists the choices made where Plain's behaviour is not documented.

// On docs.rs, items say which feature they need.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod access;
mod cards;
mod connection;
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
pub use plain_schema::{EntityKind, EventKind, Permission, UnknownPermission};
pub use response::Rejection;
pub use sandbox::Sandbox;
pub use sandbox::assertions::WaitTimeout;
pub use sandbox::builder::{DEFAULT_API_KEY, SandboxBuilder};
pub use sandbox::cards::CardLoad;
pub use sandbox::start_error::StartError;
pub use sandbox::thread_record::{TenantRecord, ThreadRecord};
pub use state::cards::attempt::CardAttempt;
pub use state::cards::endpoint::CardEndpoint;
pub use state::cards::error::CardError;
pub use state::cards::loaded::{CardSource, CardState, LoadedCard, LoadedCards};
pub use state::request_log::RecordedRequest;
pub use time::clock::Clock;
pub use workspace::event::Event;
pub use workspace::seed;
