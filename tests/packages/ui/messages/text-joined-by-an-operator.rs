// language
use plain_runtime::components;

fn main() {
    let name = "Jane";
    let _ = components![text("Hello " ++ name)];
}

// Fix:
// # let name = "Jane";
// let _ = components![text("Hello {name}")];
