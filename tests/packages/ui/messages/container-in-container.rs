// C11
use plain_runtime::components;

fn main() {
    let _ = components![container(content = [container(content = [text("Plan")])])];
}

// Fix:
// let _ = components![container(content = [text("Plan")])];
