// language
use plain_runtime::{components, customer_event};

struct User {
    name: String,
}

fn main() {
    let user = User { name: String::new() };
    let _ = customer_event!(
        title = user.name,
        exte
        customer_identifier = external_id(user.),
        external_id =
        components = [
            bad
            text(user.name, si),
        ],
        timestamp = user.
        is_collapsed = true,
    );
    let _ = components![text("a", color = ), text("b", color = Mu), divider, text("c" co), badge(user.)];
}
