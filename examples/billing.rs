//! Derived events of a billing domain: an enum whose attribute gives defaults, a variant that is an event of its own
//! type, and a struct whose fields are parts of the event.
//!
//! ```sh
//! cargo run --example billing
//! ```
//!
//! With `PLAIN_API_KEY`, the events are created in your workspace, where a customer with the external ID `jane` must exist,
//! and otherwise in a local sandbox:
//!
//! ```text
//! tev_.. Trial started
//! tev_.. Upgraded to Pro
//! tev_.. Invoice ..-117 paid
//! ```

use std::error::Error;
use std::fmt;
use std::process::ExitCode;
use std::time::SystemTime;

use plain_runtime::CustomerEvent;

mod support;

/// Changes of a subscription. The attribute of the enum applies to all variants.
#[derive(CustomerEvent)]
#[customer_event(customer_identifier = external_id(account))]
enum Billing {
    #[customer_event(
        title = "Trial started",
        components = [text("Until {until}.", color = Muted), badge("Trial", color = Blue)],
        external_id = "trial-{id}",
    )]
    TrialStarted {
        id: u128,
        account: &'static str,
        until: &'static str,
    },
    #[customer_event(
        title = "Upgraded to {to}",
        components = [
            row(main_content = [text("Before")], aside_content = [badge("{from}")]),
            row(main_content = [text("Now")], aside_content = [badge("{to}", color = Green)]),
        ],
    )]
    Upgraded {
        account: &'static str,
        from: Plan,
        to: Plan,
    },
    /// Delegates to a type that is an event itself.
    #[customer_event(transparent)]
    Paid(InvoicePaid),
}

#[derive(CustomerEvent)]
#[customer_event(
    title = "Invoice {number} paid",
    components = [
        text("**{amount:.2} EUR** for {lines.len} lines", size = L),
        for line in lines.all {
            plain_text("{line}")
        },
        ..,
        link_button("View the invoice", "https://billing.example.com/invoices/{number}"),
    ],
)]
struct InvoicePaid {
    #[customer_event(customer_identifier = external_id)]
    account: &'static str,
    #[customer_event(external_id)]
    number: String,
    #[customer_event(timestamp)]
    paid_at: SystemTime,
    amount: f64,
    lines: Lines,
    #[customer_event(copy_button(tooltip_label = "Payment ID"))]
    payment: Option<&'static str>,
}

struct Lines {
    len: usize,
    all: &'static [&'static str],
}

enum Plan {
    Free,
    Pro,
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Free => "Free",
            Self::Pro => "Pro",
        })
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    support::report(run().await)
}

async fn run() -> Result<(), Box<dyn Error>> {
    let (client, _sandbox) = support::connect().await?;
    let (account, number) = ("jane", support::unique_number());
    let events = [
        Billing::TrialStarted {
            id: number,
            account,
            until: "1 December",
        },
        Billing::Upgraded {
            account,
            from: Plan::Free,
            to: Plan::Pro,
        },
        Billing::Paid(InvoicePaid {
            account,
            number: format!("{number}-117"),
            paid_at: SystemTime::now(),
            amount: 249.0,
            lines: Lines {
                len: 2,
                all: &["Pro, 5 seats", "Setup"],
            },
            payment: Some("pay_1N3xK2"),
        }),
    ];
    for event in &events {
        let created = client.create_customer_event(event).await?;
        println!("{} {}", created.id, created.title);
    }
    Ok(())
}
