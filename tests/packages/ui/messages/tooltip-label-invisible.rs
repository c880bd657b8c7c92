// C2
use plain_runtime::components;

fn main() {
    let _ = components![copy_button("a", tooltip_label = "\u{2800}")];
}

// Fix:
// let _ = components![copy_button("a", tooltip_label = "Copy")];
