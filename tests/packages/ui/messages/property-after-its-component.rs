// language
use plain_runtime::components;

fn main() {
    let _ = components![badge("Paid") color = Green];
}

// Fix:
// let _ = components![badge("Paid", color = Green)];
