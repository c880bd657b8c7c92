// C5 C13
use plain_runtime::components;

fn main() {
    let _ = components![link_button(url = "https://admin.example.com")];
}

// Fix:
// let _ = components![link_button("View in admin", url = "https://admin.example.com")];
