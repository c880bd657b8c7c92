// C4
use plain_runtime::components;

fn main() {
    let _ = components![link_button("Open", "localhost:3000/admin")];
}

// Fix:
// let _ = components![link_button("Open", "http://localhost:3000/admin")];
