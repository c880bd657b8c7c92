// language
use plain_runtime::components;

fn main() {
    let _ = components![text!("Plan")];
}

// Fix:
// let _ = components![text("Plan")];
