// T1
use plain_runtime::thread;

fn main() {
    let _ = thread!(
        title = "Cannot log in",
    );
}

// Fix:
// let _ = thread!(
//     customer_identifier = email_address("jane@acme.com"),
//     title = "Cannot log in",
// );
