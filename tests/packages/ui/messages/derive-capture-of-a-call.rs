// language
use plain_runtime::CustomerEvent;

#[derive(CustomerEvent)]
#[customer_event(
    title = "{items.len()} items",
    customer_identifier = external_id("{account}"),
    components = [text("They are shipped.")]
)]
struct Shipped {
    account: String,
    items: Vec<String>,
}

fn main() {}

// Fix:
// #[derive(CustomerEvent)]
// #[customer_event(
//     title = self.items_len(),
//     customer_identifier = external_id("{account}"),
//     components = [text("They are shipped.")]
// )]
// struct Shipped {
//     account: String,
//     items: Vec<String>,
// }
//
// impl Shipped {
//     fn items_len(&self) -> String {
//         format!("{} items", self.items.len())
//     }
// }
