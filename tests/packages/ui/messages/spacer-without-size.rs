// C5 C13
use plain_runtime::components;

fn main() {
    let _ = components![spacer()];
}

// Fix:
// let _ = components![spacer(M)];
