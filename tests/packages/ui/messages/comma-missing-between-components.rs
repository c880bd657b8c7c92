// C14
use plain_runtime::components;

fn main() {
    let _ = components![text("Plan") badge("Pro")];
}

// Fix:
// let _ = components![text("Plan"), badge("Pro")];
