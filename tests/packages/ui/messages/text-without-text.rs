// C1 C13
use plain_runtime::components;

fn main() {
    let _ = components![text(color = Muted)];
}

// Fix:
// let _ = components![text("Plan", color = Muted)];
