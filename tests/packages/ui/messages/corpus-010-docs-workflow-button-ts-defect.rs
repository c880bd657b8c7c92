// C6
use plain_runtime::customer_card;

fn main() {
    let _ = customer_card!(components = [workflow_button("Sync now")]);
}

// Fix:
// let _ = customer_card!(components = [workflow_button("Sync now", workflow_key("sync"))]);
