//! Expansions in a module without the prelude.

#![no_implicit_prelude]

use ::plain_runtime::{
    CreateCustomerEventInput, CustomerEvent, EventComponent, RowContent, components,
    customer_event, row_content,
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
}
