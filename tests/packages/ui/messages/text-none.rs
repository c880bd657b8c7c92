// C1
use plain_runtime::components;

fn main() {
    let _ = components![text(None)];
}

// Fix:
// let _ = components![text("Plan")];
