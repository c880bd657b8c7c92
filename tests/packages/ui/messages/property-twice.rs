// C13
use plain_runtime::components;

fn main() {
    let _ = components![text("Plan", size = S, size = L)];
}

// Fix:
// let _ = components![text("Plan", size = L)];
