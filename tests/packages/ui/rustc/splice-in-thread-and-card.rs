// C11
use plain_runtime::{customer_card, thread};

fn main() {
    let seats = 3;
    let _ = thread!(
        customer_identifier = email_address("jane@acme.com"),
        title = "Seats",
        components = [..seats],
        label_type_ids = [..'a'],
        thread_fields = [..1.5],
    );
    let _ = customer_card!(
        components = [text("a"), ..true],
    );
}
