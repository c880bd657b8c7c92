// C4
use plain_runtime::components;

fn main() {
    let _ = components![link_button("Open", "https://https://example.com/keys")];
}

// Fix:
// let _ = components![link_button("Open", "https://example.com/keys")];
