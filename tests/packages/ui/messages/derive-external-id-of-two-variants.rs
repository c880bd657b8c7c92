// E10
use plain_runtime::CustomerEvent;

#[derive(CustomerEvent)]
#[customer_event(
    title = "Subscription",
    customer_identifier = external_id(account),
    components = [divider()],
)]
enum Subscription {
    #[customer_event(external_id = "sub-{account}")]
    Started { account: u32 },
    #[customer_event(external_id = "sub-{account}")]
    Cancelled { account: u32 },
}

fn main() {}

// Fix:
// #[derive(CustomerEvent)]
// #[customer_event(
//     title = "Subscription",
//     customer_identifier = external_id(account),
//     components = [divider()],
// )]
// enum Subscription {
//     #[customer_event(external_id = "sub-{account}")]
//     Started { account: u32 },
//     #[customer_event(external_id = "cancelled-sub-{account}")]
//     Cancelled { account: u32 },
// }
