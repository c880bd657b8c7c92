// C2
use plain_runtime::components;

fn main() {
    let _ = components![copy_button("c_1", tooltip_label = "")];
}

// Fix:
// let _ = components![copy_button("c_1", tooltip_label = "Customer ID")];
