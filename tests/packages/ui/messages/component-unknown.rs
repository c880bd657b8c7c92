// C14
use plain_runtime::components;

fn main() {
    let _ = components![image("https://example.com/a.png")];
}

// Fix:
// let _ = components![link_button("View image", "https://example.com/a.png")];
