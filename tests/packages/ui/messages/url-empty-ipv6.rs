// C4
use plain_runtime::components;

fn main() {
    let _ = components![link_button("Open", "https://[]/")];
}

// Fix:
// let _ = components![link_button("Open", "https://[2001:db8::1]/")];
