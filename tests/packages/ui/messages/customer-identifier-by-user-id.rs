// E2
use plain_runtime::customer_event;

fn main() {
    let _ = customer_event!(
        title = "Trial completed",
        customer_identifier = user_id("u_1"),
        components = [text("Fourteen days are over.")],
    );
}

// Fix:
// let _ = customer_event!(
//     title = "Trial completed",
//     customer_identifier = customer_id("c_01H14DFQ4PDYBH398J1E99TWSS"),
//     components = [text("Fourteen days are over.")],
// );
