//! Expansions in a module without the prelude.

#![no_implicit_prelude]

use ::plain_runtime::{
    Card, CreateCustomerEventInput, CreateThreadInput, CustomerCard, CustomerEvent, EventComponent,
    RowContent, Thread, components, customer_card, customer_event, row_content, thread,
};
use ::std::option::Option;
use ::std::string::String;
use ::std::vec::Vec;

#[derive(CustomerEvent)]
#[customer_event(title = "Made {id}", customer_identifier = external_id(id), components = [badge("a"), ..])]
struct Made {
    id: u32,
    #[customer_event(badge)]
    note: Option<String>,
}

#[derive(CustomerCard, Thread)]
#[customer_card(key = "plan", components = [text("{id}")])]
#[thread(customer_identifier = external_id(id), label_type_ids = ["lt_{id}", ..])]
struct Plan {
    #[thread(number_field("seats"))]
    id: u32,
    #[thread(label_type_ids)]
    note: Option<String>,
    #[customer_card(time_to_live_seconds)]
    seconds: Option<u32>,
}

fn contact(labels: Vec<String>, seats: u32) -> CreateThreadInput {
    thread!(
        customer_identifier = external_id("b"),
        label_type_ids = [
            "lt_{seats}",
            ..labels,
            if seats > 1 {
                "lt_1"
            }
        ],
        thread_fields = [
            number_field("seats", seats),
            currency_field("price", 1.5),
            ..Option::None::<::plain_runtime::ThreadField>,
        ],
    )
}

fn plan(seconds: u32) -> Card {
    customer_card!(components = [], time_to_live_seconds = seconds)
}

fn list(name: &str, count: usize) -> Vec<EventComponent> {
    components![
        text("{name} {count:>3}"),
        row(
            main_content = [badge(name)],
            aside_content = [badge("{count}")]
        ),
    ]
}

fn cells(more: Vec<RowContent>) -> Vec<RowContent> {
    row_content![badge("a"), ..more, ..row_content![]]
}

fn event(list: Vec<EventComponent>) -> CreateCustomerEventInput {
    customer_event!(
        title = "a",
        customer_identifier = external_id("b"),
        components = [
            ..list,
            for number in [1, 2] {
                let next = number + 1;
                badge("{next}")
            },
            link_button("Open", "https://example.com/keys"),
        ],
    )
}

#[test]
fn expansions_need_no_prelude() {
    let made = Made {
        id: 1,
        note: Option::None,
    };
    ::std::assert_eq!(made.customer_event().components.len(), 1);
    ::std::assert_eq!(cells(row_content![divider()]).len(), 2);
    ::std::assert_eq!(event(list("a", 2)).components.len(), 5);
    let own = Plan {
        id: 3,
        note: Option::None,
        seconds: Option::Some(5),
    };
    ::std::assert_eq!(own.customer_card().time_to_live_seconds, Option::Some(5));
    ::std::assert_eq!(own.thread().label_type_ids.unwrap().len(), 1);
    ::std::assert_eq!(contact(Vec::new(), 2).label_type_ids.unwrap().len(), 2);
    ::std::assert_eq!(plan(6).components.len(), 0);
}
