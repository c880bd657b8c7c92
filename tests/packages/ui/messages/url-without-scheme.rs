// C4
use plain_runtime::components;

fn main() {
    let _ = components![link_button("View in admin", "admin.example.com/keys/1")];
}

// Fix:
// let _ = components![link_button("View in admin", "https://admin.example.com/keys/1")];
