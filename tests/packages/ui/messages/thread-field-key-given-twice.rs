// T5
use plain_runtime::thread;

fn main() {
    let _ = thread!(
        customer_identifier = email_address("jane@acme.com"),
        thread_fields = [string_field("plan", "Pro"), enum_field("plan", "pro")],
    );
}

// Fix:
// let _ = thread!(
//     customer_identifier = email_address("jane@acme.com"),
//     thread_fields = [string_field("plan", "Pro"), enum_field("plan_id", "pro")],
// );
