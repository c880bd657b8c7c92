// C2
use plain_runtime::components;

fn main() {
    let _ = components![link_button("", "https://admin.example.com")];
}

// Fix:
// let _ = components![link_button("View in admin", "https://admin.example.com")];
