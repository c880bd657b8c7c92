// E1
use plain_runtime::customer_event;

fn main() {
    let _ = customer_event!(
        title = "\u{200b}\u{feff}",
        customer_identifier = customer_id("c_1"),
        components = [text("a")],
    );
}

// Fix:
// let _ = customer_event!(
//     title = "Paid",
//     customer_identifier = customer_id("c_1"),
//     components = [text("a")],
// );
