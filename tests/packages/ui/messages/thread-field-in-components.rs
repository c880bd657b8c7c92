// C14
use plain_runtime::components;

fn main() {
    let _ = components![string_field("plan", "Pro")];
}

// Fix:
// let _ = thread!(
//     customer_identifier = email_address("jane@acme.com"),
//     thread_fields = [string_field("plan", "Pro")],
// );
