// T2
use plain_runtime::thread;

fn main() {
    let _ = thread!(
        customer_identifier = email_address("jane@acme.com"),
        external_id = "ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-ticket-",
    );
}

// Fix:
// let _ = thread!(
//     customer_identifier = email_address("jane@acme.com"),
//     external_id = "ticket-7",
// );
