// language
use plain_runtime::components;

fn main() {
    let _ = components![text("Plan {}")];
}

// Fix:
// # let plan = "Pro";
// let _ = components![text("Plan {plan}")];
