// T6
use plain_runtime::thread;

fn main() {
    let _ = thread!(
        customer_identifier = email_address("jane@acme.com"),
        label_type_ids = ["l_01HB924RWAW8H3Q8KZDFWYBJHZ"],
    );
}

// Fix:
// let _ = thread!(
//     customer_identifier = email_address("jane@acme.com"),
//     label_type_ids = ["lt_01HB924RWAW8H3Q8KZDFWYBJHZ"],
// );
