// E6
use plain_runtime::customer_event;

fn main() {
    let _ = customer_event!(
        title = "Trial completed",
        customer_identifier = email_address("jane@acme.com"),
        components = [text("Fourteen days are over.")],
        timestamp = 1730140200,
    );
}

// Fix:
// let _ = customer_event!(
//     title = "Trial completed",
//     customer_identifier = email_address("jane@acme.com"),
//     components = [text("Fourteen days are over.")],
//     timestamp = "2024-10-28T18:30:00Z",
// );
