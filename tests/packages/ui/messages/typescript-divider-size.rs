// C13
use plain_runtime::components;

fn main() {
    let _ = components![divider(size = M)];
}

// Fix:
// let _ = components![divider(spacing_size = M)];
