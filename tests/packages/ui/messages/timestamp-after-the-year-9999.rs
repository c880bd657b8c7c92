// E6
use plain_runtime::customer_event;

fn main() {
    let _ = customer_event!(
        title = "Paid",
        customer_identifier = customer_id("c_1"),
        components = [text("a")],
        timestamp = "9999-12-31T23:59:59-02:00",
    );
}

// Fix:
// let _ = customer_event!(
//     title = "Paid",
//     customer_identifier = customer_id("c_1"),
//     components = [text("a")],
//     timestamp = "9999-12-31T23:59:59+02:00",
// );
