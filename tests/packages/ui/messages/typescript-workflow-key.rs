// C6
use plain_runtime::components;

fn main() {
    let _ = components![workflow_button("Refund", workflowKey("refund"))];
}

// Fix:
// let _ = components![workflow_button("Refund", workflow_key("refund"))];
