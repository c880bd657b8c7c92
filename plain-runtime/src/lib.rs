//! Customer events, thread events, threads and customer cards for [Plain](https://plain.com), checked at
//! compile time, and a client that submits them.
//!
//! ```
//! use plain_runtime::{Client, customer_event};
//!
//! # async fn example() -> Result<(), plain_runtime::Error> {
//! let client = Client::from_env()?;
//! let event = customer_event!(
//!     client,
//!     title = "API key generated",
//!     customer_identifier = email_address("jane@acme.com"),
//!     components = [
//!         text("New API key was added with the fingerprint **3b7896975ee9fd15eeb7**."),
//!         spacer(M),
//!         link_button("View in admin", "https://admin.your-app.com"),
//!     ],
//!     external_id = "api-key-1",
//! )
//! .await?;
//! println!("{}", event.id);
//! # Ok(())
//! # }
//! ```
//!
//! Events cannot be edited or deleted through Plain's API. An invalid event therefore does not compile,
//! and values known only at run time are validated before anything is sent.
//!
//! # Where to start
//!
//! * [`customer_event!`] documents the syntax of events: fields, components, control flow, escaping.
//!   [`thread_event!`] shares it, and so do the macros of fragments: [`components!`],
//!   [`container_content!`] and [`row_content!`].
//! * [`thread!`] and [`customer_card!`] have the same syntax for threads and customer cards.
//! * [`#[derive(CustomerEvent)]`](derive@CustomerEvent) and
//!   [`#[derive(ThreadEvent)]`](derive@ThreadEvent) turn your own types into events,
//!   [`#[derive(Thread)]`](derive@Thread) into threads and
//!   [`#[derive(CustomerCard)]`](derive@CustomerCard) into cards.
//! * [`Client`] submits events, with retries and rate limiting, and creates and reads customers, tenants and
//!   threads.
//! * [`Error`] lists the ways in which a call fails.
//! * Three crates build on this one: [`plain-outbox`](https://docs.rs/plain-outbox) delivers events in spite of
//!   crashes and outages, [`plain-endpoints`](https://docs.rs/plain-endpoints) serves customer cards, and
//!   [`plain-sandbox`](https://docs.rs/plain-sandbox) is a local Plain for tests and development.
//!
//! # Features
//!
//! | feature | adds |
//! |---|---|
//! | `client` (default) | [`Client`], and the macros' first argument, a client |
//! | `rustls` (default) | TLS with rustls and the certificates of the platform; enables `client` |
//! | `rustls-no-provider` | TLS with rustls and the cryptography that the application installs as rustls' provider, such as ring; enables `client` |
//! | `native-tls` | TLS with the library of the platform; enables `client` |
//! | `blocking` | [`blocking::Client`](https://docs.rs/plain-runtime/latest/plain_runtime/blocking/), for programs that are not asynchronous; enables `client` |
//! | `jiff`, `chrono`, `time` | the properties `timestamp` and `iso8601` accept the types of that crate |
//!
//! With `default-features = false`, neither reqwest nor tokio is compiled, and macros, derives, types,
//! validation and (de)serialisation work: for code that builds values and leaves sending to another
//! program.

// On docs.rs, items say which feature they need.
#![cfg_attr(docsrs, feature(doc_cfg))]
// Without the client, links to it lead nowhere.
#![cfg_attr(not(feature = "client"), allow(rustdoc::broken_intra_doc_links))]

#[cfg(feature = "blocking")]
pub mod blocking;
#[cfg(feature = "client")]
pub mod client;
#[cfg(feature = "client")]
mod error;
#[cfg(feature = "client")]
mod graphql;
mod input;
mod interpolate;
mod macros;
#[cfg(feature = "client")]
mod response;

#[cfg(feature = "client")]
pub use client::{Client, ClientBuilder};
#[cfg(feature = "client")]
pub use error::{
    CallInfo, ConfigError, Error, MutationError, MutationErrorType, MutationFieldError,
    MutationFieldErrorType, TransportError, UpsertingStep,
};
pub use input::{
    AssigneeIdentifier, BadgeColor, Card, ContainerContent, CreateCustomerEventInput,
    CreateNoteInput, CreateThreadEventInput, CreateThreadInput, CustomerCard, CustomerEvent,
    CustomerIdentifier, EmailAddressInput, EventComponent, FieldViolation, Iso8601, NumberValue,
    OptionalStringInput, ReplyToThreadInput, RowContent, SpacingSize, StringInput,
    TenantIdentifier, TextColor, TextSize, Thread, ThreadEvent, ThreadField, ThreadPriority,
    ToIso8601, UpsertCustomerInput, UpsertCustomerOnCreateInput, UpsertCustomerOnUpdateInput,
    UpsertTenantInput, UserIdentifier, ValidationError, WorkflowIdentifier, component,
    thread_field,
};
pub use interpolate::markdown::Markdown;
#[doc(hidden)]
pub use macros::expansion;
pub use macros::{CustomerCard, CustomerEvent, Thread, ThreadEvent};
#[doc(inline)]
pub use plain_schema::{Permission, Violation};
#[cfg(feature = "client")]
pub use response::{
    Actor, CreatedCustomerEvent, CreatedThread, CreatedThreadEvent, Customer, DateTime,
    EmailAddress, ExistingThread, ExistingThreadField, Label, LabelType, Note, Tenant,
    ThreadAssignee, ThreadFieldType, ThreadStatus, UnknownReference, UpsertResult,
    UpsertedCustomer, UpsertedTenant, UpsertedThreadField,
};
