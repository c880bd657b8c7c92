// language
use plain_runtime::components;

fn main() {
    let (used, total) = (1, 2);
    let _ = components![text("{} of {}", used, total)];
}

// Fix:
// # let (used, total) = (1, 2);
// let _ = components![text("{used} of {total}")];
