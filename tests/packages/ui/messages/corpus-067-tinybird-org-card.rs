// C4
use plain_runtime::components;

fn main() {
    let _ = components![link_button("Org ↗", "#")];
}

// Fix:
// let _ = components![link_button("Org ↗", "https://admin.example.com")];
