// C14
use plain_runtime::components;

fn main() {
    let _ = components![bagde("Pro")];
}

// Fix:
// let _ = components![badge("Pro")];
