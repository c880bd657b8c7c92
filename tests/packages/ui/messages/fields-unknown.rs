// language
use plain_runtime::customer_event;

fn main() {
    let _ = customer_event!(name = "Paid", user = "u", about = "An invoice was paid");
}

// Fix:
// let _ = customer_event!(
//     title = "Paid",
//     customer_identifier = external_id("u"),
//     components = [text("An invoice was paid")],
// );
