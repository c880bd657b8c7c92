// K2
use plain_runtime::customer_card;

fn main() {
    let _ = customer_card!(components = [text("Pro")], time_to_live_seconds = 31_536_001);
}

// Fix:
// let _ = customer_card!(components = [text("Pro")], time_to_live_seconds = 31_536_000);
