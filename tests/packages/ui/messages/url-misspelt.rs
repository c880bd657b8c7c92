// C4
use plain_runtime::components;

fn main() {
    let _ = components![link_button("Open", "htps://example.com")];
}

// Fix:
// let _ = components![link_button("Open", "https://example.com")];
