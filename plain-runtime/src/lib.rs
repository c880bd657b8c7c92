//! Customer and thread events for [Plain](https://plain.com), checked when your program is
//! compiled, and a client that submits them.
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
//! [`customer_event!`] and [`thread_event!`] are the reference of the language. An event cannot be
//! changed or taken back through Plain's API, so a wrong one does not compile, and what only a run
//! can show wrong is refused before it is sent.
//!
//! # Features
//!
//! * `rustls` (default): TLS by rustls with the platform's certificates.
//! * `native-tls`: TLS by the platform's own library.
//! * `blocking`: [`blocking::Client`](https://docs.rs/plain-runtime/latest/plain_runtime/blocking/), for programs that are
//!   not asynchronous.
//! * `jiff`, `chrono`, `time`: `timestamp` and `iso8601` take the values of that crate.

#[cfg(feature = "blocking")]
pub mod blocking;
pub mod client;
mod error;
mod graphql;
mod input;
mod interpolate;
mod macros;
mod response;

pub use client::{Client, ClientBuilder};
pub use error::{
    CallInfo, ConfigError, Error, FieldViolation, MutationError, MutationErrorType,
    MutationFieldError, MutationFieldErrorType, TransportError, ValidationError,
};
pub use input::{
    BadgeColor, ContainerContent, CreateCustomerEventInput, CreateThreadEventInput, CustomerEvent,
    CustomerIdentifier, EmailAddressInput, EventComponent, Iso8601, OptionalStringInput,
    RowContent, SpacingSize, StringInput, TextColor, TextSize, ThreadEvent, ToIso8601,
    UpsertCustomerInput, UpsertCustomerOnCreateInput, UpsertCustomerOnUpdateInput, UserIdentifier,
    WorkflowIdentifier, component,
};
pub use interpolate::markdown::Markdown;
#[doc(hidden)]
pub use macros::private as __private;
pub use macros::{CustomerEvent, ThreadEvent};
#[doc(inline)]
pub use plain_schema::{Permission, Violation};
pub use response::{
    Actor, CreatedCustomerEvent, CreatedThreadEvent, Customer, DateTime, EmailAddress,
    UpsertResult, UpsertedCustomer,
};

/// The examples of the project's README.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

/// The example of the page about editors.
#[cfg(doctest)]
#[doc = include_str!("../../docs/editor.md")]
struct Editor;
