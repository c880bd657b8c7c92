//! Derives, told where the runtime is.

use crate::vendor::events::{CustomerEvent, ThreadEvent};

/// An event of a struct.
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
    /// Its number.
    pub number: N,
    /// Who pays it.
    pub customer: String,
    /// What it asks.
    pub total: f64,
    /// Its remark, if there is one.
    #[customer_event(plain_text(color = Muted))]
    pub remark: Option<String>,
}

/// Events of an enum.
#[derive(Debug, CustomerEvent)]
#[customer_event(crate = crate::vendor::events, transparent)]
pub enum Billing {
    /// An invoice is sent.
    Sent(Sent<u32>),
    /// One is sent again.
    SentAgain(Sent<String>),
}
