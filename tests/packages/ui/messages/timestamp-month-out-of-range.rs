// E6
use plain_runtime::customer_event;

fn main() {
    let _ = customer_event!(
        title = "Trial completed",
        customer_identifier = email_address("jane@acme.com"),
        components = [text("Fourteen days are over.")],
        timestamp = "2024-13-28T18:30:00Z",
    );
}

// Fix:
// let _ = customer_event!(
//     title = "Trial completed",
//     customer_identifier = email_address("jane@acme.com"),
//     components = [text("Fourteen days are over.")],
//     timestamp = "2024-12-28T18:30:00Z",
// );
