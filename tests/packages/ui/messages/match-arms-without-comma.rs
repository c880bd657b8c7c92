// language
use plain_runtime::components;

fn main() {
    let _ = components![match 1 { 0 => text("None") _ => text("Some") }];
}

// Fix:
// let _ = components![match 1 { 0 => text("None"), _ => text("Some") }];
