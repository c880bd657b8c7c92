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
