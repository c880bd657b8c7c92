// T1
use plain_runtime::thread;

fn main() {
    let _ = thread!(
        customer_identifier = email_address("jane@acme.com"),
        assigned_to = email_address("grace@acme.com"),
    );
}

// Fix:
// let _ = thread!(
//     customer_identifier = email_address("jane@acme.com"),
//     assigned_to = user_id("u_01H14DFQ4PDYBH398J1E99TWSS"),
// );
