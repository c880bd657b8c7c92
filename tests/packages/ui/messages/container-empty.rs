// C10
use plain_runtime::components;

fn main() {
    let _ = components![container(content = [])];
}

// Fix:
// let _ = components![container(content = [text("Plan")])];
