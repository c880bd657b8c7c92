//! Derives with `crate = ..`, the path of the runtime.

use crate::vendor::events::{CustomerCard, CustomerEvent, Thread, ThreadEvent};

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

/// Key of [`Plan`].
pub const PLAN_KEY: &str = "plan";

/// A thread and a card.
#[derive(Debug, Thread, CustomerCard)]
#[thread(
    crate = crate::vendor::events,
    customer_identifier = external_id(customer),
    thread_fields = [date_field("since", "2024-10-28"), ..],
    label_type_ids = ["lt_plan", ..labels]
)]
#[customer_card(crate = crate::vendor::events, key = PLAN_KEY, time_to_live_seconds = 60)]
pub struct Plan {
    /// Customer who has the plan.
    #[customer_card(text)]
    pub customer: String,
    /// Number of seats.
    #[thread(number_field("seats"))]
    pub seats: Option<u32>,
    /// Label types.
    pub labels: Vec<String>,
}
