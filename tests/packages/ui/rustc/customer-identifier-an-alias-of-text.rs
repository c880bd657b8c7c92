// E2
use std::borrow::Cow;

use plain_runtime::CustomerEvent;

type Email = String;
struct Address(String);

#[derive(CustomerEvent)]
#[customer_event(title = "Upgraded to {plan}", components = [text("Upgraded.")])]
struct Upgraded {
    #[customer_event(customer_identifier)]
    owner: Email,
    plan: String,
}

#[derive(CustomerEvent)]
#[customer_event(title = "Upgraded to {plan}", components = [text("Upgraded.")])]
struct UpgradedByAddress {
    #[customer_event(customer_identifier)]
    owner: Address,
    plan: String,
}

#[derive(CustomerEvent)]
#[customer_event(
    title = "Upgraded to {plan}",
    customer_identifier = owner,
    components = [text("Upgraded.")]
)]
struct UpgradedByReference<'a> {
    owner: Cow<'a, str>,
    plan: String,
}

fn main() {}
