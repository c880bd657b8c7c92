// C6 C13
use plain_runtime::components;

fn main() {
    let _ = components![workflow_button("Refund")];
}

// Fix:
// let _ = components![workflow_button("Refund", workflow_key("refund"))];
