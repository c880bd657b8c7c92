// language
use plain_runtime::customer_event;

fn main() {
    let _ = customer_event!(
        title = text("Trial completed"),
        customer_identifier = customer_id("c_1"),
        components = [text("Done.")],
    );
}

// Fix:
// let _ = customer_event!(
//     title = "Trial completed",
//     customer_identifier = customer_id("c_1"),
//     components = [text("Done.")],
// );
