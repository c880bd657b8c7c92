// language
use plain_runtime::components;

fn main() {
    let names = ["Jane", "Kim"];
    let _ = components![for name : names { badge("{name}") }];
}

// Fix:
// # let names = ["Jane", "Kim"];
// let _ = components![for name in names { badge("{name}") }];
