// language
use plain_runtime::components;

fn main() {
    let _ = components![text("Plan {plan.name()}")];
}

// Fix:
// # struct Plan;
// # impl Plan { fn name(&self) -> &str { "Pro" } }
// # let plan = Plan;
// let name = plan.name();
// let _ = components![text("Plan {name}")];
