// C11
use plain_runtime::container_content;

fn main() {
    let _ = container_content![container(content = [text("Plan")])];
}

// Fix:
// let _ = container_content![text("Plan")];
