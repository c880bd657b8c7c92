// C12
use plain_runtime::{components, customer_event};

fn main() {
    let (size, roles) = (2, ["owner"]);
    let _ = components![text("a", size = size), spacer(roles.len()), badge("a", color = roles[0])];
    let _event = customer_event!(
        title = "Trial completed",
        customer_identifier = external_id("user-17"),
        components = [divider()],
        is_collapsed = roles.len(),
    );
}
