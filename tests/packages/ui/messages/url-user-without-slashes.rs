// C4
use plain_runtime::components;

fn main() {
    let _ = components![link_button("Open", "admin:secret@example.com")];
}

// Fix:
// let _ = components![link_button("Open", "https://admin:secret@example.com")];
