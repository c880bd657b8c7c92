// E7
use plain_runtime::customer_event;

fn main() {
    let _ = customer_event!(
        title = "Trial completed",
        customer_identifier = external_id(""),
        components = [text("Fourteen days are over.")],
    );
}

// Fix:
// let _ = customer_event!(
//     title = "Trial completed",
//     customer_identifier = external_id("user-17"),
//     components = [text("Fourteen days are over.")],
// );
