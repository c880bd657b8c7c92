// language
use plain_runtime::components;

fn main() {
    let _ = components![text("Plan {name")];
}

// Fix:
// # let name = "Pro";
// let _ = components![text("Plan {name}")];
