// E9
use plain_runtime::{Client, customer_event};

#[expect(unused_must_use)]
fn event(client: &Client) {
    customer_event!(
        client,
        "Acme",
        title = "Trial completed",
        customer_identifier = email_address("jane@acme.com"),
        components = [text("Fourteen days are over.")],
    );
}

fn main() {}

// Fix:
// #[expect(unused_must_use)]
// fn event(client: &Client) {
//     customer_event!(
//         client,
//         title = "Trial completed",
//         customer_identifier = email_address("jane@acme.com"),
//         components = [text("Fourteen days are over.")],
//     );
// }
