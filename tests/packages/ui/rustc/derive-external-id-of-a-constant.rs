// E10 E5 T7
use plain_runtime::{CustomerEvent, Thread};

const BLANK: &str = "\u{200b}";
const LONG: &str = concat!(
    "import-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789",
    "import-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789",
    "import-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789",
    "import-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789",
    "import-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789",
    "import-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789",
);

#[derive(CustomerEvent)]
#[customer_event(
    title = "Imported",
    customer_identifier = external_id(id),
    components = [divider()],
    external_id = BLANK,
)]
struct Imported {
    id: u32,
}

#[derive(CustomerEvent)]
#[customer_event(
    title = BLANK,
    customer_identifier = external_id(id),
    components = [divider()],
    external_id = if *id > 9 { "import-{id}" } else { const { BLANK } },
)]
enum Stage {
    Started { id: u32 },
    Ended { id: u32 },
}

#[derive(Thread)]
#[thread(
    title = "Import",
    customer_identifier = external_id(id),
    external_id = Some(LONG),
)]
struct Import {
    id: u32,
}

fn main() {}
