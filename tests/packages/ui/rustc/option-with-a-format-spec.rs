// C1 C2
use plain_runtime::components;

fn main() {
    let plan: Option<&str> = None;
    let reference = &plan;
    let _ = components![text("Plan {plan:?}"), badge("{reference:#?}")];
}
