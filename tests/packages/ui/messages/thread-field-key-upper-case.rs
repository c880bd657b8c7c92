// T5
use plain_runtime::thread;

fn main() {
    let _ = thread!(
        customer_identifier = email_address("jane@acme.com"),
        thread_fields = [string_field("planName", "Pro")],
    );
}

// Fix:
// let _ = thread!(
//     customer_identifier = email_address("jane@acme.com"),
//     thread_fields = [string_field("plan_name", "Pro")],
// );
