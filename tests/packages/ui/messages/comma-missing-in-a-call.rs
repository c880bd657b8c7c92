// language
use plain_runtime::components;

fn main() {
    let _ = components![text(format("a" "b"))];
}

// Fix:
// # let format = |a: &str, b: &str| [a, b].concat();
// let _ = components![text(format("a", "b"))];
