// language
use plain_runtime::CustomerEvent;

#[derive(CustomerEvent)]
#[customer_event(title = "Shipped", customer_identifier = external_id("{account}"))]
struct Shipped {
    account: String,
    #[customer_event(link_button(label = "View"))]
    link: String,
}

fn main() {}

// Fix:
// #[derive(CustomerEvent)]
// #[customer_event(
//     title = "Shipped",
//     customer_identifier = external_id("{account}"),
//     components = [link_button("View", link)]
// )]
// struct Shipped {
//     account: String,
//     link: String,
// }
