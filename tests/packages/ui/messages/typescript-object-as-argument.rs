// C13
use plain_runtime::components;

fn main() {
    let _ = components![text({ text: "Plan", color: "MUTED" })];
}

// Fix:
// let _ = components![text("Plan", color = Muted)];
