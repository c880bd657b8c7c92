//! Enums: defaults of the type, overridden by the variants.

use plain_runtime::CustomerEvent;

#[derive(CustomerEvent)]
#[customer_event(
    title = "Billing",
    customer_identifier = external_id(account),
    components = [text("Something changed.")]
)]
enum Billing {
    #[customer_event(title = "Trial started")]
    TrialStarted { account: u32 },
    #[customer_event(
        title = "Paid {amount:.2}",
        components = [text("Thank you."), ..],
        external_id = "invoice-{number}"
    )]
    Paid {
        account: u32,
        amount: f64,
        #[customer_event(badge)]
        number: String,
    },
    #[customer_event(customer_identifier = email_address(_0))]
    Failed(String),
    #[customer_event(transparent)]
    Other(Cancelled),
}

#[derive(CustomerEvent)]
#[customer_event(
    title = "Cancelled",
    customer_identifier = customer_id("c_1"),
    components = [text("Gone.")]
)]
struct Cancelled;

#[derive(CustomerEvent)]
enum Never {}

#[test]
fn a_variant_overrides_the_enum() {
    let titles: Vec<String> = [
        Billing::TrialStarted { account: 1 },
        Billing::Paid {
            account: 1,
            amount: 12.345,
            number: "7".to_owned(),
        },
        Billing::Failed("jane@acme.com".to_owned()),
        Billing::Other(Cancelled),
    ]
    .iter()
    .map(|event| {
        let event = event.customer_event();
        event.validate().unwrap();
        event.title.into_owned()
    })
    .collect();
    assert_eq!(
        titles,
        ["Trial started", "Paid 12.35", "Billing", "Cancelled"]
    );
}

#[test]
fn an_enum_without_variants_compiles() {
    fn is_event<E: CustomerEvent>() {}
    is_event::<Never>();
}
