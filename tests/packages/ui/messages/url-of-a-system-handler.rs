// C4
use plain_runtime::components;

fn main() {
    let _ = components![link_button("Open", "ms-msdt:/id")];
}

// Fix:
// let _ = components![link_button("Open", "https://admin.example.com")];
