// C4
use plain_runtime::components;

fn main() {
    let _ = components![link_button("Open", "https://256.256.256.256/")];
}

// Fix:
// let _ = components![link_button("Open", "https://192.0.2.1/")];
