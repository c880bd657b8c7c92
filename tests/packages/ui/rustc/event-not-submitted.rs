// language
#![deny(unused_must_use)]

use plain_runtime::customer_event;

fn main() {
    customer_event!(
        title = "Trial completed",
        customer_identifier = email_address("jane@acme.com"),
        components = [text("Fourteen days are over.")],
    );
}
