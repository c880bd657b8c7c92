// C5 C13
use plain_runtime::components;

fn main() {
    let _ = components![link_button()];
}

// Fix:
// let _ = components![link_button("View in admin", "https://admin.example.com")];
