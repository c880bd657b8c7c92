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

// Fix:
// struct User {
//     name: String,
// }
//
// let user = User { name: String::from("Jane") };
// # let time = plain_runtime::Iso8601::parse("2024-10-28").unwrap();
// # let bad = components![text("Plan")];
// let _ = customer_event!(
//     title = user.name,
//     customer_identifier = external_id(user.name),
//     external_id = "trial-17",
//     components = [
//         ..bad,
//         text(user.name, size = S),
//     ],
//     timestamp = time,
//     is_collapsed = true,
// );
// let _ = components![text("a", color = Muted), text("b", color = Muted), divider(), text("c", color = Muted), badge(user.name)];
