// C1
use plain_runtime::components;

struct Plan;

fn main() {
    let plan = Plan;
    let _ = components![text("Plan {plan}"), plain_text(plan)];
}
