// C12
use plain_runtime::components;

fn main() {
    let _ = components![text("Plan", size = XL)];
}

// Fix:
// let _ = components![text("Plan", size = L)];
