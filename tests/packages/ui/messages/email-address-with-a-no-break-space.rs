// E7
use plain_runtime::customer_event;

fn main() {
    let _ = customer_event!(
        title = "Paid",
        customer_identifier = email_address("kim@example.net\u{a0}"),
        components = [text("a")],
    );
}

// Fix:
// let _ = customer_event!(
//     title = "Paid",
//     customer_identifier = email_address("kim@example.net"),
//     components = [text("a")],
// );
