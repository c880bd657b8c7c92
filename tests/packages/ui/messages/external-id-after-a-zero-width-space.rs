// E5
use plain_runtime::customer_event;

fn main() {
    let _ = customer_event!(
        title = "Paid",
        customer_identifier = customer_id("c_1"),
        components = [text("a")],
        external_id = "\u{200b}invoice-1",
    );
}

// Fix:
// let _ = customer_event!(
//     title = "Paid",
//     customer_identifier = customer_id("c_1"),
//     components = [text("a")],
//     external_id = "invoice-1",
// );
