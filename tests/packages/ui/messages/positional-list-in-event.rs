// language
use plain_runtime::customer_event;

fn main() {
    let _ = customer_event!(
        [text("Fourteen days are over.")],
        title = "Trial completed",
        customer_identifier = email_address("jane@acme.com"),
    );
}

// Fix:
// let _ = customer_event!(
//     components = [text("Fourteen days are over.")],
//     title = "Trial completed",
//     customer_identifier = email_address("jane@acme.com"),
// );
