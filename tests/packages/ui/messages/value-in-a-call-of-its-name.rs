// C13
use plain_runtime::components;

fn main() {
    let _ = components![
        link_button("Open", url("https://app.example.com")),
        spacer(size(M)),
    ];
}

// Fix:
// let _ = components![
//     link_button("Open", url = "https://app.example.com"),
//     spacer(size = M),
// ];
