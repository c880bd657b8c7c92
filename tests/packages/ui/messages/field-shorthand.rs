// language
use plain_runtime::customer_event;

fn main() {
    let title = "Trial completed";
    let _ = customer_event!(
        title,
        customer_identifier = customer_id("c_1"),
        components = [text("Done.")],
    );
}

// Fix:
// # let title = "Trial completed";
// let _ = customer_event!(
//     title = title,
//     customer_identifier = customer_id("c_1"),
//     components = [text("Done.")],
// );
