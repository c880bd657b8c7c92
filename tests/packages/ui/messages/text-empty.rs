// C1
use plain_runtime::components;

fn main() {
    let _ = components![text("")];
}

// Fix:
// let _ = components![text("Plan")];
