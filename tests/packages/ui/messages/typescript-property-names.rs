// C13
use plain_runtime::components;

fn main() {
    let _ = components![link_button(
        linkButtonLabel = "View in admin",
        linkButtonUrl = "https://admin.example.com"
    )];
}

// Fix:
// let _ = components![link_button(
//     label = "View in admin",
//     url = "https://admin.example.com"
// )];
