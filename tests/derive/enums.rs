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

#[derive(CustomerEvent)]
#[customer_event(
    title = "A {type}",
    customer_identifier = external_id(account),
    components = [text("{type}")],
    external_id = event_id
)]
enum Shared {
    Opened {
        account: u32,
        event_id: u64,
        r#type: &'static str,
    },
    #[customer_event(external_id = if *event_id > 9 { "late-{event_id}" } else { "{event_id:03}" })]
    Closed {
        account: u32,
        event_id: u64,
        r#type: String,
    },
}

#[test]
fn variants_may_share_a_field_as_external_id() {
    let opened = Shared::Opened {
        account: 1,
        event_id: 7,
        r#type: "*ticket*",
    };
    let event = opened.customer_event();
    assert_eq!(event.external_id.as_deref(), Some("7"));
    assert_eq!(event.title, "A *ticket*");
    let closed = |event_id| Shared::Closed {
        account: 1,
        event_id,
        r#type: "chat".to_owned(),
    };
    let external_id = |event_id| closed(event_id).customer_event().external_id;
    assert_eq!(external_id(10).as_deref(), Some("late-10"));
    assert_eq!(external_id(8).as_deref(), Some("008"));
}
