// language
use plain_runtime::components;

fn main() {
    let (plan, plans) = ("pro", ["free", "pro"]);
    let _ = components![if plan not in plans { text("Unknown plan") }];
}

// Fix:
// # let (plan, plans) = ("pro", ["free", "pro"]);
// let _ = components![if !plans.contains(&plan) { text("Unknown plan") }];
