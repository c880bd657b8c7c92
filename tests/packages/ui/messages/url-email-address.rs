// C4
use plain_runtime::components;

fn main() {
    let _ = components![link_button("Open", "jane@acme.com")];
}

// Fix:
// let _ = components![link_button("Open", "mailto:jane@acme.com")];
