//! A derive of each kind, for the subscription of a customer: a failed payment is a customer event, a request is
//! a thread, its progress is a thread event, and the present state is a customer card.

use std::error::Error;

use plain_runtime::{CustomerCard, CustomerEvent, Thread, ThreadEvent};
use plain_sandbox::{Sandbox, seed};

/// Shown in all threads of the customer.
#[derive(CustomerEvent)]
#[customer_event(
    title = "Payment of invoice {invoice} failed",
    components = [text("The bank says: {reason}"), ..],
)]
struct PaymentFailed {
    #[customer_event(customer_identifier = external_id)]
    account: &'static str,
    #[customer_event(external_id)]
    invoice: &'static str,
    reason: &'static str,
    #[customer_event(badge(color = Red))]
    attempts: u32,
}

/// A request, which starts a thread.
#[derive(Thread)]
#[thread(
    title = "Cancel the plan {plan}",
    components = [text("{reason}"), ..],
    priority = if *seats > 10 { High } else { Normal },
    external_id = "cancellation-{id}",
)]
struct CancellationRequest {
    id: u32,
    #[thread(customer_identifier = external_id)]
    account: &'static str,
    reason: &'static str,
    #[thread(string_field("plan"))]
    plan: &'static str,
    #[thread(number_field("seats"))]
    seats: u32,
    #[thread(plain_text(color = Muted))]
    remark: Option<&'static str>,
}

/// Shown in one thread.
#[derive(ThreadEvent)]
#[thread_event(title = "Offered {discount} % for {months} months")]
struct DiscountOffered {
    #[thread_event(thread_id)]
    thread: String,
    #[thread_event(external_id)]
    offer: &'static str,
    #[thread_event(badge(color = Blue))]
    discount: u32,
    months: u32,
}

/// Shown beside the threads of the customer. An endpoint of yours answers with it.
#[derive(CustomerCard)]
#[customer_card(
    key = "subscription",
    time_to_live_seconds = 300,
    components = [
        row(main_content = [text("Plan")], aside_content = [badge("{plan}", color = Green)]),
        if *overdue > 0 {
            badge("{overdue} overdue invoices", color = Red)
        },
        ..,
    ],
)]
struct Subscription {
    plan: &'static str,
    overdue: u32,
    #[customer_card(copy_button(tooltip_label = "Subscription ID"))]
    id: &'static str,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start().await;
    let client = sandbox.client();

    let event = PaymentFailed {
        account: seed::CUSTOMER_EXTERNAL_ID,
        invoice: "2026-117",
        reason: "insufficient funds",
        attempts: 3,
    };
    let event = client.create_customer_event(&event).await?;
    println!("Customer event {}: {}", event.id, event.title);

    let request = CancellationRequest {
        id: 17,
        account: seed::CUSTOMER_EXTERNAL_ID,
        reason: "We moved to another product.",
        plan: "Pro",
        seats: 12,
        remark: Some("Sent from the settings"),
    };
    let thread = client.create_thread(&request).await?.thread;
    println!("Thread {}: {}", thread.reference, thread.title);

    let offer = DiscountOffered {
        thread: thread.id,
        offer: "offer-17",
        discount: 20,
        months: 6,
    };
    let event = client.create_thread_event(&offer).await?;
    println!("Thread event {}: {}", event.id, event.title);

    let card = Subscription {
        plan: "Pro",
        overdue: 1,
        id: "sub_1N3xK2",
    }
    .customer_card();
    card.validate()?;
    println!("Card `{}`:", Subscription::KEY);
    println!("{}", serde_json::to_string_pretty(&card)?);
    Ok(())
}
