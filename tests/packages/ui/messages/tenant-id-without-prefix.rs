// T6
use plain_runtime::thread;

fn main() {
    let _ = thread!(
        customer_identifier = email_address("jane@acme.com"),
        tenant_identifier = tenant_id("acme"),
    );
}

// Fix:
// let _ = thread!(
//     customer_identifier = email_address("jane@acme.com"),
//     tenant_identifier = external_id("acme"),
// );
