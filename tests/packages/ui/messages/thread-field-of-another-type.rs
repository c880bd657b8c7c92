// T5
use plain_runtime::thread;

fn main() {
    let _ = thread!(
        customer_identifier = email_address("jane@acme.com"),
        thread_fields = [bool_field("trial", "yes")],
    );
}

// Fix:
// let _ = thread!(
//     customer_identifier = email_address("jane@acme.com"),
//     thread_fields = [bool_field("trial", true)],
// );
