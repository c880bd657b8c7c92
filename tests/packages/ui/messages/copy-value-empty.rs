// C3
use plain_runtime::components;

fn main() {
    let _ = components![copy_button("")];
}

// Fix:
// let _ = components![copy_button("c_1")];
