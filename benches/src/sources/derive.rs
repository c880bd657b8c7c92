//! One type per event: with `#[derive(CustomerEvent)]`, and with a hand-written trait implementation.

use super::event::Event;
use super::{CodeStyle, macro_call, plain_runtime, struct_literal};

pub(super) const DERIVE: CodeStyle = CodeStyle {
    name: "`#[derive(CustomerEvent)]`",
    package: "derive",
    dependencies: plain_runtime,
    head: "use plain_runtime::CustomerEvent;\n",
    event: derived,
};

pub(super) const BY_HAND: CodeStyle = CodeStyle {
    name: "the trait by hand",
    package: "trait-by-hand",
    dependencies: plain_runtime,
    head: struct_literal::HEAD,
    event: by_hand,
};

fn fields(event: &Event) -> String {
    format!(
        "pub struct Event{} {{
    pub email: String,
    pub account: String,
    pub amount: f64,
    pub roles: usize,
}}",
        event.number
    )
}

fn derived(event: &Event) -> String {
    format!(
        "#[derive(CustomerEvent)]
#[customer_event(
    title = {:?},
    customer_identifier = email_address(email),
    components = [
{}    ],
    external_id = {:?},
)]
{}",
        event.title,
        macro_call::components(&event.components, 2),
        event.external_id,
        fields(event),
    )
}

fn by_hand(event: &Event) -> String {
    format!(
        "{}
impl CustomerEvent for Event{} {{
    fn customer_event(&self) -> CreateCustomerEventInput {{
        let Self {{ email, account, amount, roles }} = self;
        {}
    }}
}}",
        fields(event),
        event.number,
        struct_literal::value(event),
    )
}
