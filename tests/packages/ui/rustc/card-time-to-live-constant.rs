// K2
use plain_runtime::customer_card;

const YEARS: u64 = 2 * 365 * 24 * 60 * 60;
const NEVER: i8 = -1;
const FOREVER: u128 = u128::MAX;

fn main() {
    let _ = customer_card!(components = [text("Pro")], time_to_live_seconds = YEARS);
    let _ = customer_card!(components = [text("Pro")], time_to_live_seconds = NEVER);
    let _ = customer_card!(components = [text("Pro")], time_to_live_seconds = FOREVER);
}
