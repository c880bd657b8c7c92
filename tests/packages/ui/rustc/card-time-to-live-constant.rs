// K2
use plain_runtime::customer_card;

const YEARS: u64 = 2 * 365 * 24 * 60 * 60;

fn main() {
    let _ = customer_card!(components = [text("Pro")], time_to_live_seconds = YEARS);
}
