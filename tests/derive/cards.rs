//! Derived customer cards.

use plain_runtime::{CustomerCard, customer_card};

// Named as the constant of the trait.
const KEY: &str = "usage";

#[derive(CustomerCard)]
#[customer_card(key = "plan-details", time_to_live_seconds = 300)]
struct PlanDetails<P> {
    #[customer_card(badge(color = Green))]
    plan: P,
    #[customer_card(text)]
    notes: Vec<String>,
}

#[derive(CustomerCard)]
#[customer_card(key = KEY, components = [text("{count} calls"), ..])]
struct Usage {
    count: usize,
    #[customer_card(plain_text)]
    period: Option<&'static str>,
    #[customer_card(time_to_live_seconds)]
    seconds: u32,
}

#[derive(CustomerCard)]
#[customer_card(key = "state", components = [text("Unknown")])]
enum State {
    Unknown,
    #[customer_card(components = [])]
    Hidden,
    #[customer_card(transparent)]
    Usage(Usage),
}

#[test]
fn card_has_the_key_of_its_type() {
    assert_eq!(PlanDetails::<&str>::KEY, "plan-details");
    assert_eq!(Usage::KEY, "usage");
    assert_eq!(State::KEY, "state");
}

#[test]
fn fields_are_components_of_the_card() {
    let details = PlanDetails {
        plan: "*Pro*",
        notes: vec!["a".to_owned(), "b".to_owned()],
    };
    assert_eq!(
        details.customer_card(),
        customer_card!(
            components = [badge("*Pro*", color = Green), text("a"), text("b")],
            time_to_live_seconds = 300,
        )
    );
}

#[test]
fn variants_have_cards_of_their_own() {
    let usage = |period| Usage {
        count: 2,
        period,
        seconds: 60,
    };
    let expected = customer_card!(
        components = [text("2 calls"), plain_text("May")],
        time_to_live_seconds = 60,
    );
    assert_eq!(usage(Some("May")).customer_card(), expected);
    assert_eq!(State::Usage(usage(Some("May"))).customer_card(), expected);
    assert_eq!(
        State::Usage(usage(None)).customer_card().components.len(),
        1
    );
    assert_eq!(
        State::Hidden.customer_card(),
        customer_card!(components = [])
    );
    assert_eq!(
        State::Unknown.customer_card(),
        customer_card!(components = [text("Unknown")])
    );
}
