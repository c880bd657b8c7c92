// C14
use plain_runtime::components;

fn main() {
    let _ = components![footer];
}

// Fix:
// # let footer = components![text("Plan")];
// let _ = components![..footer];
