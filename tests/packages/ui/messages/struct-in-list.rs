// C14
use plain_runtime::components;

fn main() {
    let _ = components![Badge { label: "Pro" }];
}

// Fix:
// let _ = components![badge("Pro")];
