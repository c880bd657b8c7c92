// C4 E7 E8
use plain_runtime::{components, customer_event};

fn main() {
    let _ = components![link_button("Open", 8080)];
    let _ = customer_event!(
        title = "Paid",
        customer_identifier = email_address(-1),
        components = [user(user_id(true))],
    );
}

// Fix:
// let _ = components![link_button("Open", "http://localhost:8080")];
// let _ = customer_event!(
//     title = "Paid",
//     customer_identifier = email_address("jane@acme.com"),
//     components = [user(user_id("u_1"))],
// );
