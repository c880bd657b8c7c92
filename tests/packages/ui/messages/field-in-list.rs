// C14
use plain_runtime::components;

fn main() {
    let _ = components![text("Plan"), external_id = "trial-17"];
}

// Fix:
// let _ = customer_event!(
//     title = "Trial completed",
//     customer_identifier = email_address("jane@acme.com"),
//     components = [text("Plan")],
//     external_id = "trial-17",
// );
