// C14
use plain_runtime::components;

fn main() {
    let _ = components![{ componentText: { text: "Plan" } }];
}

// Fix:
// let _ = components![text("Plan")];
