// C1
use plain_runtime::components;

fn main() {
    let _ = components![text("\u{200d}\u{fe0f}")];
}

// Fix:
// let _ = components![text("Pro")];
