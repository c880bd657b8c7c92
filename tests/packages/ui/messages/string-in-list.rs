// C14
use plain_runtime::components;

fn main() {
    let _ = components!["Plan"];
}

// Fix:
// let _ = components![text("Plan")];
