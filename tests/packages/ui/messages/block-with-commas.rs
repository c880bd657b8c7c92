// language
use plain_runtime::components;

fn main() {
    let _ = components![{ text("a"), text("b") }];
    let _ = components![text("a"), let name = "b", text("{name}")];
}

// Fix:
// let _ = components![{ text("a"); text("b") }];
// let _ = components![text("a"), { let name = "b"; text("{name}") }];
