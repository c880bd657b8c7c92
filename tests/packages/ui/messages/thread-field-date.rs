// T5
use plain_runtime::thread;

fn main() {
    let _ = thread!(
        customer_identifier = email_address("jane@acme.com"),
        thread_fields = [date_field("renewal", "28/10/2024")],
    );
}

// Fix:
// let _ = thread!(
//     customer_identifier = email_address("jane@acme.com"),
//     thread_fields = [date_field("renewal", "2024-10-28")],
// );
