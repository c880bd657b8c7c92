// C13
use plain_runtime::components;

fn main() {
    let _ = components![
        text(("Plan", Muted)),
        link_button(("Open", "https://app.example.com")),
    ];
}

// Fix:
// let _ = components![
//     text("Plan", color = Muted),
//     link_button("Open", "https://app.example.com"),
// ];
