//! The macros work with the runtime under another name and path.

use std::time::SystemTime;

use plain_renamed_tests::expansions::{self, Invoice};
use plain_renamed_tests::vendor::events::component::Text;
use plain_renamed_tests::vendor::events::{
    BadgeColor, CustomerIdentifier, EventComponent, Markdown,
};

fn invoice() -> Invoice {
    Invoice {
        number: 17,
        customer: "Acme".to_owned(),
        sender: "Us",
        total: 120.5,
        remark: None,
    }
}

#[test]
fn every_expansion_is_a_valid_event() {
    let customer = CustomerIdentifier::ExternalId("acme".into());
    for event in [
        expansions::literals(),
        expansions::captures(&invoice(), "https://a.example", Markdown("*paid*")),
        expansions::expressions(
            &invoice(),
            &customer,
            BadgeColor::Green,
            SystemTime::UNIX_EPOCH,
        ),
    ] {
        assert_eq!(event.validate(), Ok(()));
    }
    assert_eq!(expansions::thread("th_17").validate(), Ok(()));
}

#[test]
fn components_makes_a_list() {
    assert!(expansions::nothing().is_empty());
    let list = expansions::list("Jane");
    let [
        EventComponent::Text(Text { text, .. }),
        EventComponent::Divider(_),
    ] = list.as_slice()
    else {
        panic!("not a text and a divider: {list:?}");
    };
    assert_eq!(text, "For Jane");
}

#[test]
fn control_flow_and_derives_work() {
    use plain_renamed_tests::derived::{Billing, Sent};
    use plain_renamed_tests::vendor::events::{CustomerEvent, ThreadEvent};

    let list = expansions::flow(&[invoice()], false);
    assert_eq!(list.len(), 6, "{list:?}");

    let sent = Sent {
        number: 17,
        customer: "Acme".to_owned(),
        total: 120.5,
        remark: None,
    };
    assert_eq!(sent.thread_event().thread_id, "th_17");
    let event = Billing::Sent(sent).customer_event();
    assert_eq!(event.validate(), Ok(()));
    assert_eq!(event.components.len(), 1);
}

#[test]
fn threads_and_cards_work() {
    use plain_renamed_tests::derived::Plan;
    use plain_renamed_tests::vendor::events::{
        CustomerCard, Thread, customer_card, thread as new_thread,
    };

    let plan = Plan {
        customer: "acme".to_owned(),
        seats: Some(3),
        labels: vec!["lt_1".to_owned()],
    };
    assert_eq!(Plan::KEY, "plan");
    assert_eq!(
        plan.customer_card(),
        customer_card!(components = [text("acme")], time_to_live_seconds = 60)
    );
    assert_eq!(
        plan.thread(),
        new_thread!(
            customer_identifier = external_id("acme"),
            thread_fields = [date_field("since", "2024-10-28"), number_field("seats", 3)],
            label_type_ids = ["lt_plan", "lt_1"],
        )
    );
}
