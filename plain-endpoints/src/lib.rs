//! Endpoints that [Plain](https://plain.com) calls: customer cards.
//!
//! Plain requests the cards of a customer from a URL of yours whenever a support agent opens a thread.
//! [`Cards`] answers these requests: it verifies who calls, runs a function for each card concurrently under
//! one deadline, and answers every requested key, also if a card fails. See
//! <https://www.plain.com/docs/customer-cards>.
//!
//! ```
//! use std::convert::Infallible;
//!
//! use plain_endpoints::{CardRequest, Cards};
//! use plain_runtime::{CustomerCard, customer_card};
//!
//! #[derive(CustomerCard)]
//! #[customer_card(key = "plan-details", components = [text("Plan: **{plan}**")])]
//! struct PlanDetails {
//!     plan: String,
//! }
//!
//! async fn plan_details(request: CardRequest) -> Result<Option<PlanDetails>, Infallible> {
//!     Ok(match request.customer().email() {
//!         Some("jane@acme.com") => Some(PlanDetails { plan: "Pro".to_owned() }),
//!         // No data: the card is hidden.
//!         _ => None,
//!     })
//! }
//!
//! # fn main() -> Result<(), plain_endpoints::BuildError> {
//! let cards = Cards::builder()
//!     .signing_secret("secret-of-the-workspace")
//!     .card(plan_details)
//!     .card_for("usage", async |_request| {
//!         Ok::<_, Infallible>(Some(customer_card!(components = [text("412 of 1,000 requests")])))
//!     })
//!     .build()?;
//! # drop(cards);
//! # Ok(())
//! # }
//! ```
//!
//! [`Cards`] is a `tower::Service` for axum, hyper and everything else that is built of `http` types:
//! `Router::new().route_service("/plain/cards", cards)`. With another framework, or in a serverless function,
//! call [`Cards::respond`].
//!
//! [`customer_card!`](plain_runtime::customer_card) documents the layout of a card. In tests,
//! [`testing::TestRequest`] is a request of Plain's; to see the cards beside a thread, let
//! [`plain-sandbox`](https://docs.rs/plain-sandbox) request them.
//!
//! # Failures
//!
//! A card that fails, panics, exceeds the deadline or is invalid becomes a card that says so, for 15 seconds,
//! and is logged with its key and the cause. The other cards are not affected. If every card failed, the
//! response is 503, which Plain requests once more and does not cache. [`CardsBuilder::on_failure`] replaces
//! this.
//!
//! # Who the customer is
//!
//! The customer of a request is whom an agent looks at, not who calls. Their e-mail address is not verified:
//! anybody can write to support from an address that they claim. Show the data of an account only if
//! [`CardCustomer::external_id`] names it.
//!
//! # Logs
//!
//! Failures, and requests that are refused, are logged through `tracing`. Neither the body of a request nor its
//! headers are.

mod answer;
mod authentication;
mod builder;
mod cards;
mod failure;
mod handler;
mod request;
mod response;
mod run;
mod service;
pub mod signature;
pub mod testing;
mod watchdog;

pub use builder::{BuildError, CardsBuilder};
pub use cards::Cards;
pub use failure::{CardFailure, FailureAnswer, FailureCause};
pub use request::{CardCustomer, CardReference, CardRequest};
pub use service::ResponseFuture;

/// Examples of this crate's README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
