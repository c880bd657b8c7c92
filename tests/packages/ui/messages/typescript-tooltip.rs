// C13
use plain_runtime::components;

fn main() {
    let _ = components![copy_button("c_1", tooltip = "Customer")];
}

// Fix:
// let _ = components![copy_button("c_1", tooltip_label = "Customer")];
