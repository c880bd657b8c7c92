// C4
use plain_runtime::components;

fn main() {
    let _ = components![link_button("View in admin", "javascript:{script}")];
}

// Fix:
// # let script = "a";
// let _ = components![link_button("View in admin", "https://admin.example.com/scripts/{script}")];
