// C14
use plain_runtime::components;

fn main() {
    let _ = components![3];
}

// Fix:
// let _ = components![text("3")];
