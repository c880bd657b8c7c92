//! Every kind of expansion, with the runtime from [`vendor`](crate::vendor).

use std::time::SystemTime;

use crate::vendor::events::{
    self, BadgeColor, Client, CreateCustomerEventInput, CreateThreadEventInput, CustomerIdentifier,
    Error, EventComponent, Markdown, components, customer_event, thread_event,
};

/// Subject of the events.
#[derive(Debug, Clone)]
pub struct Invoice {
    /// Invoice number.
    pub number: u32,
    /// Customer who pays.
    pub customer: String,
    /// Sender.
    pub sender: &'static str,
    /// Amount to pay, in pounds.
    pub total: f64,
    /// Optional remark.
    pub remark: Option<String>,
}

/// Every component as a literal.
pub fn literals() -> CreateCustomerEventInput {
    customer_event!(
        title = "Trial completed",
        customer_identifier = email_address("jane@acme.com"),
        components = [
            text("Fourteen days are over.", size = L, color = Muted),
            plain_text("As agreed."),
            spacer(M),
            divider(spacing_size = XL),
            badge("Pro", color = Green),
            link_button("View in admin", "https://admin.example.com"),
            copy_button("c_1", tooltip_label = "Customer"),
            workflow_button("Extend", workflow_key("extend-trial")),
            date_time("2024-10-28T18:30:00Z"),
            user(user_id("u_01H14DFQ4PDYBH398J1E99TWSS")),
            row(
                main_content = [text("Plan")],
                aside_content = [badge("Pro")]
            ),
            container(
                content = [row(
                    main_content = [text("Plan")],
                    aside_content = [badge("Pro")],
                )]
            ),
        ],
        external_id = "trial-17",
        timestamp = "2024-10-28T18:30:00Z",
        is_collapsed = true,
    )
}

/// Every form of capture, in every kind of text.
pub fn captures(invoice: &Invoice, base: &str, note: Markdown<&str>) -> CreateCustomerEventInput {
    let number = invoice.number;
    customer_event!(
        title = "Invoice {number} paid",
        customer_identifier = external_id("{invoice.customer}"),
        components = [
            text("{invoice.customer} paid {invoice.sender} **{invoice.total:.2}**"),
            text("Invoice {number}, and {number} again: {note}"),
            plain_text("{number:>8}"),
            link_button("Invoice {number}", "{base}/invoices/{number}"),
        ],
        external_id = "invoice-{number}",
    )
}

/// Expressions instead of literals.
pub fn expressions(
    invoice: &Invoice,
    customer: &CustomerIdentifier,
    color: BadgeColor,
    at: SystemTime,
) -> CreateCustomerEventInput {
    customer_event!(
        title = invoice.number,
        customer_identifier = customer,
        components = [
            text(&invoice.customer),
            badge(invoice.number, color = color),
            copy_button(invoice.total, tooltip_label = invoice.remark),
            date_time(at),
        ],
        external_id = invoice.remark,
        timestamp = Some(at),
        is_collapsed = invoice.total > 100.0,
    )
}

/// A thread event, in braces.
pub fn thread(thread_id: &str) -> CreateThreadEventInput {
    thread_event! {
        title = "Escalated",
        thread_id = thread_id,
        components = [badge("P1", color = Red)],
    }
}

/// A component list, by the full path of its macro.
#[must_use]
pub fn list(name: &str) -> Vec<EventComponent> {
    crate::vendor::events::components![text("For {name}"), divider()]
}

/// An empty list.
#[must_use]
pub fn nothing() -> Vec<EventComponent> {
    components![]
}

/// Calls with a client, which submit their events.
///
/// # Errors
///
/// The errors of the client.
pub async fn submitted(client: &Client, thread_id: &str) -> Result<String, Error> {
    let created = customer_event!(
        client,
        title = "Trial completed",
        customer_identifier = email_address("jane@acme.com"),
        components = [text("Fourteen days are over.")],
    )
    .await?;
    let escalated = events::thread_event!(
        client,
        title = "Escalated",
        thread_id = thread_id,
        components = [text("{created.title}")],
    )
    .await?;
    Ok(escalated.id)
}

/// Every form of control flow.
#[must_use]
pub fn flow(invoices: &[Invoice], is_open: bool) -> Vec<EventComponent> {
    components![
        if is_open {
            badge("Open")
        } else if invoices.is_empty() {
            divider()
        } else {
            text("Nothing is open.");
            spacer(S)
        },
        for invoice in invoices {
            let remark = invoice.remark.as_deref().unwrap_or("none");
            text("{invoice.number}: {remark}");
            if let Some(note) = invoice.remark.as_deref() {
                plain_text("{note}")
            }
        },
        match invoices {
            [first, ..] if first.total > 100.0 => badge("Large", color = Red),
            [] | [_] => {}
            [_, rest @ ..] => ..list(&rest.len().to_string()),
        },
        ..list("Jane"),
    ]
}
