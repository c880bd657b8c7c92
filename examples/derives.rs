//! A derive of each kind, for the subscription of a customer: a failed payment is a customer event, a request is
//! a thread, its progress is a thread event, and the present state is a customer card.
//!
//! ```sh
//! cargo run --example derives
//! ```
//!
//! With `PLAIN_API_KEY`, the first three are created in your workspace, where a customer with the external ID `jane` must
//! exist, and otherwise in a local sandbox. The card is printed as the JSON that an endpoint of yours answers with:
//!
//! ```text
//! Customer event tev_..: Payment of invoice ..-117 failed
//! Thread T-..: Cancel the plan Pro
//! Thread event tev_..: Offered 20 % for 6 months
//! Card `subscription`:
//! {
//!   "components": [
//!   ..
//!   ],
//!   "timeToLiveSeconds": 300
//! }
//! ```

use std::error::Error;
use std::process::ExitCode;

use plain_runtime::{CustomerCard, CustomerEvent, Thread, ThreadEvent};

mod support;

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
    invoice: String,
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
    id: u128,
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
    offer: String,
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
async fn main() -> ExitCode {
    support::report(run().await)
}

async fn run() -> Result<(), Box<dyn Error>> {
    let (client, _sandbox) = support::connect().await?;
    let number = support::unique_number();

    let event = PaymentFailed {
        account: "jane",
        invoice: format!("{number}-117"),
        reason: "insufficient funds",
        attempts: 3,
    };
    let event = client.create_customer_event(&event).await?;
    println!("Customer event {}: {}", event.id, event.title);

    let request = CancellationRequest {
        id: number,
        account: "jane",
        reason: "We moved to another product.",
        plan: "Pro",
        seats: 12,
        remark: Some("Sent from the settings"),
    };
    let thread = client.create_thread(&request).await?.thread;
    println!("Thread {}: {}", thread.reference, thread.title);

    let offer = DiscountOffered {
        thread: thread.id,
        offer: format!("offer-{number}"),
        discount: 20,
        months: 6,
    };
    let event = client.create_thread_event(&offer).await?;
    println!("Thread event {}: {}", event.id, event.title);

    let card = Subscription {
        plan: "Pro",
        overdue: 2,
        id: "sub_1N3xK2",
    }
    .customer_card();
    card.validate()?;
    println!("Card `{}`:", Subscription::KEY);
    println!("{}", serde_json::to_string_pretty(&card)?);
    Ok(())
}
