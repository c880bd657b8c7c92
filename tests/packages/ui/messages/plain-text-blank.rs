// C1
use plain_runtime::components;

fn main() {
    let _ = components![plain_text("  ")];
}

// Fix:
// let _ = components![plain_text("Pro")];
