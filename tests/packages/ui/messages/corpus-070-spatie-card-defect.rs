// C12
use plain_runtime::components;

fn main() {
    let _ = components![text("Name", size = S, color = "Muted")];
}

// Fix:
// let _ = components![text("Name", size = S, color = Muted)];
