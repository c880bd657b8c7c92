// C1 C2 E7
use plain_runtime::{components, customer_event};

fn main() {
    let paid = true;
    let _ = components![
        text(("")),
        badge(if paid { "Paid by {name" } else { "Due" }),
        link_button("Open", String::from("example.com/{paid}")),
    ];
    let _ = customer_event!(
        title = "".to_string(),
        customer_identifier = email_address(&"kim"),
        components = [divider()],
    );
}

// Fix:
// # let name = "Jane";
// let paid = true;
// let _ = components![
//     text("Paid"),
//     badge(if paid { "Paid by {name}" } else { "Due" }),
//     link_button("Open", String::from("https://example.com/{paid}")),
// ];
// let _ = customer_event!(
//     title = "Paid".to_string(),
//     customer_identifier = email_address(&"kim@x.example"),
//     components = [divider()],
// );
