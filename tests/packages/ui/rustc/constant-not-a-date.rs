// E6 C8
use plain_runtime::{components, customer_event};

const DAY: &str = "28.10.2024";
const START: Option<&str> = Some("2024-13-01");

mod days {
    pub const LAUNCH: &str = "tomorrow";
}

struct Report;

impl Report {
    const END: &'static str = "2024-10-28T18:30:00,5Z";

    fn end() {
        let _ = components![date_time(Self::END)];
    }
}

fn main() {
    Report::end();
    let _ = components![date_time(days::LAUNCH), date_time(const { "2024-02-30" })];
    let _event = customer_event!(
        title = "Trial completed",
        customer_identifier = external_id("user-17"),
        components = [date_time(DAY)],
        timestamp = START,
    );
}
