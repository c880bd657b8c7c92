// C6
use plain_runtime::components;

fn main() {
    let _ = components![workflow_button("Run", workflow_key("refund\n"))];
}

// Fix:
// let _ = components![workflow_button("Run", workflow_key("refund"))];
