// C4
use plain_runtime::components;

fn main() {
    let _ = components![link_button("Open", "about:blank")];
}

// Fix:
// let _ = components![link_button("Open", "https://admin.example.com")];
