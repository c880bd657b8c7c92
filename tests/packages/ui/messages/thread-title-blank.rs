// T2
use plain_runtime::thread;

fn main() {
    let _ = thread!(
        customer_identifier = email_address("jane@acme.com"),
        title = " ",
    );
}

// Fix:
// let _ = thread!(
//     customer_identifier = email_address("jane@acme.com"),
//     title = "Cannot log in",
// );
