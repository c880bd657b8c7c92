// E6 C8
use plain_runtime::{components, customer_event};

const DAY: u32 = 28;
const START: Option<&str> = Some("2024-10-28");
const END: [u8; 1] = [1];

fn main() {
    let _ = components![date_time(DAY), date_time(START)];
    let _event = customer_event!(
        title = "Trial completed",
        customer_identifier = external_id("user-17"),
        components = [divider()],
        timestamp = END,
    );
}
