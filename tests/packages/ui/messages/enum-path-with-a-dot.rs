// C12
use plain_runtime::components;

fn main() {
    let _ = components![text("Plan", color = TextColor.Muted)];
}

// Fix:
// let _ = components![text("Plan", color = Muted)];
