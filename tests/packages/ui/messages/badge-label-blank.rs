// C2
use plain_runtime::components;

fn main() {
    let _ = components![badge(" ")];
}

// Fix:
// let _ = components![badge("Pro")];
