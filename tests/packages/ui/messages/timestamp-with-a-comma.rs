// E6
use plain_runtime::customer_event;

fn main() {
    let _ = customer_event!(
        title = "Paid",
        customer_identifier = customer_id("c_1"),
        components = [text("a")],
        timestamp = "2024-10-28T18:30:00,5Z",
    );
}

// Fix:
// let _ = customer_event!(
//     title = "Paid",
//     customer_identifier = customer_id("c_1"),
//     components = [text("a")],
//     timestamp = "2024-10-28T18:30:00.5Z",
// );
