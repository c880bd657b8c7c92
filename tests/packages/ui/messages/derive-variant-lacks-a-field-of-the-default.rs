// E2
#[derive(plain_runtime::CustomerEvent)]
#[customer_event(
    title = "Billing",
    customer_identifier = external_id(account),
    components = [text("Something changed.")]
)]
enum Billing {
    Started { account: u32 },
    Ended { reason: String },
}

fn main() {}

// Fix:
// #[derive(plain_runtime::CustomerEvent)]
// #[customer_event(
//     title = "Billing",
//     customer_identifier = external_id(account),
//     components = [text("Something changed.")]
// )]
// enum Billing {
//     Started { account: u32 },
//     Ended { account: u32, reason: String },
// }
