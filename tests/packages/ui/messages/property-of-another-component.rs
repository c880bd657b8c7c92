// C13
use plain_runtime::components;

fn main() {
    let _ = components![spacer(M, color = Muted)];
}

// Fix:
// let _ = components![spacer(M)];
