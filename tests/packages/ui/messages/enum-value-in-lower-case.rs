// C12
use plain_runtime::components;

fn main() {
    let _ = components![text("Plan", color = muted)];
}

// Fix:
// let _ = components![text("Plan", color = Muted)];
