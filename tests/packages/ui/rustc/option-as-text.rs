// C1
use plain_runtime::components;

fn main() {
    let plan = Some("Pro");
    let _ = components![text(plan)];
}
