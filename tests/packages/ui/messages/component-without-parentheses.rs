// C14
use plain_runtime::components;

fn main() {
    let _ = components![divider];
}

// Fix:
// let _ = components![divider()];
