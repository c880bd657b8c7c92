// E2
use plain_runtime::customer_event;

fn main() {
    let _ = customer_event!(
        title = "Trial completed",
        components = [text("Fourteen days are over.")],
    );
}

// Fix:
// let _ = customer_event!(
//     title = "Trial completed",
//     customer_identifier = email_address("jane@acme.com"),
//     components = [text("Fourteen days are over.")],
// );
