// E5
use plain_runtime::customer_event;

fn main() {
    let id = 1;
    let _ = customer_event!(
        title = "Paid",
        customer_identifier = customer_id("c_1"),
        components = [text("a")],
        external_id = "invoice-{id} ",
    );
}

// Fix:
// let id = 1;
// let _ = customer_event!(
//     title = "Paid",
//     customer_identifier = customer_id("c_1"),
//     components = [text("a")],
//     external_id = "invoice-{id}",
// );
