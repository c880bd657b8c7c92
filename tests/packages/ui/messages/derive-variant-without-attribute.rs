// E1 E2 E4
use plain_runtime::CustomerEvent;

#[derive(CustomerEvent)]
#[customer_event(title = "a", customer_identifier = customer_id("c_1"), components = [text("b")])]
struct Refund;

#[derive(CustomerEvent)]
enum Billing {
    #[customer_event(transparent)]
    Refunded(Refund),
    Reversed(Refund),
}

fn main() {}

// Fix:
// # use plain_runtime::CustomerEvent;
// # #[derive(CustomerEvent)]
// # #[customer_event(title = "a", customer_identifier = customer_id("c_1"), components = [text("b")])]
// # struct Refund;
// #[derive(CustomerEvent)]
// enum Billing {
//     #[customer_event(transparent)]
//     Refunded(Refund),
//     #[customer_event(transparent)]
//     Reversed(Refund),
// }
