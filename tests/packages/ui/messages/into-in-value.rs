// language
use plain_runtime::components;

fn main() {
    let plan = "Pro";
    let _ = components![text(plan.into())];
}

// Fix:
// # let plan = "Pro";
// let _ = components![text(plan)];
