// T6
use plain_runtime::thread;

fn main() {
    let _ = thread!(
        customer_identifier = email_address("jane@acme.com"),
        attachment_ids = ["report.pdf"],
    );
}

// Fix:
// let _ = thread!(
//     customer_identifier = email_address("jane@acme.com"),
//     attachment_ids = ["att_01HB924RWAW8H3Q8KZDFWYBJHZ"],
// );
