// language
use plain_runtime::components;

fn main() {
    let _ = components![badge("Pro").color(Green)];
}

// Fix:
// let _ = components![badge("Pro", color = Green)];
