// language
use plain_runtime::CustomerEvent;

#[derive(CustomerEvent)]
#[customer_event(
    title = "Invoice {0}",
    customer_identifier = external_id("{_1}"),
    components = [text("It is paid.")]
)]
struct Paid(u32, String);

fn main() {}

// Fix:
// #[derive(CustomerEvent)]
// #[customer_event(
//     title = "Invoice {_0}",
//     customer_identifier = external_id("{_1}"),
//     components = [text("It is paid.")]
// )]
// struct Paid(u32, String);
