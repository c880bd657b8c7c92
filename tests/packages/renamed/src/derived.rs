//! Derives with `crate = ..`, the path of the runtime.

use crate::vendor::events::{CustomerEvent, ThreadEvent};

/// A struct with events.
#[derive(Debug, CustomerEvent, ThreadEvent)]
#[customer_event(
    crate = crate::vendor::events,
    title = "Invoice {number}",
    customer_identifier = external_id(customer),
    components = [text("**{total:.2}**"), ..]
)]
#[thread_event(
    crate = crate::vendor::events,
    title = "Invoice {number}",
    thread_id = "th_{number}",
    components = [text("**{total:.2}**")]
)]
pub struct Sent<N> {
    /// Invoice number.
    pub number: N,
    /// Customer who pays.
    pub customer: String,
    /// Amount to pay.
    pub total: f64,
    /// Optional remark.
    #[customer_event(plain_text(color = Muted))]
    pub remark: Option<String>,
}

/// An enum of events.
#[derive(Debug, CustomerEvent)]
#[customer_event(crate = crate::vendor::events, transparent)]
pub enum Billing {
    /// An invoice was sent.
    Sent(Sent<u32>),
    /// An invoice was sent again.
    SentAgain(Sent<String>),
}
