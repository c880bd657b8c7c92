// C12
use plain_runtime::components;

fn main() {
    let _ = components![spacer(16)];
}

// Fix:
// let _ = components![spacer(M)];
