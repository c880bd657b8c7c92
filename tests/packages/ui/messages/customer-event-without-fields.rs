// E1 E2 E4
use plain_runtime::customer_event;

fn main() {
    let _ = customer_event!();
}
