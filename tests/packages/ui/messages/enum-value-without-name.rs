// C12
use plain_runtime::components;

fn main() {
    let _ = components![badge("Pro", "GREEN")];
}

// Fix:
// let _ = components![badge("Pro", color = Green)];
