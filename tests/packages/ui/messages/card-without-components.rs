// K3
use plain_runtime::customer_card;

fn main() {
    let _ = customer_card!(time_to_live_seconds = 60);
}

// Fix:
// let _ = customer_card!(components = [], time_to_live_seconds = 60);
