// C4
use plain_runtime::components;

fn main() {
    let _ = components![link_button("Open", "https://exam\u{200b}ple.com")];
}

// Fix:
// let _ = components![link_button("Open", "https://example.com")];
