// C6
use plain_runtime::components;

fn main() {
    let _ = components![workflow_button("Sync now")];
}

// Fix:
// let _ = components![workflow_button("Sync now", workflow_key("sync"))];
