// E10
use plain_runtime::CustomerEvent;

const KEY: &str = "import";
const VERSION: u32 = 2;

#[derive(CustomerEvent)]
#[customer_event(
    title = "Imported",
    customer_identifier = external_id(id),
    components = [divider()],
    external_id = KEY.to_string(),
)]
struct Imported {
    id: u32,
}

#[derive(CustomerEvent)]
#[customer_event(
    title = "Synchronised",
    customer_identifier = external_id(id),
    components = [divider()],
    external_id = if *id > 1 { "sync-{id}" } else { "sync-{VERSION}" },
)]
enum Synchronised {
    Once { id: u32 },
}

fn main() {}

// Fix:
// const KEY: &str = "import";
// const VERSION: u32 = 2;
//
// #[derive(CustomerEvent)]
// #[customer_event(
//     title = "Imported",
//     customer_identifier = external_id(id),
//     components = [divider()],
//     external_id = "{KEY}-{id}",
// )]
// struct Imported {
//     id: u32,
// }
//
// #[derive(CustomerEvent)]
// #[customer_event(
//     title = "Synchronised",
//     customer_identifier = external_id(id),
//     components = [divider()],
//     external_id = if *id > 1 { "sync-{id}" } else { "sync-{VERSION}-{id}" },
// )]
// enum Synchronised {
//     Once { id: u32 },
// }
