// E2
#[derive(plain_runtime::CustomerEvent)]
#[customer_event(title = "Billing", components = [text("Something changed.")])]
enum Billing {
    #[customer_event(customer_identifier = external_id(account))]
    Started { account: u32 },
    Ended { account: u32 },
}

fn main() {}

// Fix:
// #[derive(plain_runtime::CustomerEvent)]
// #[customer_event(title = "Billing", components = [text("Something changed.")])]
// enum Billing {
//     #[customer_event(customer_identifier = external_id(account))]
//     Started { account: u32 },
//     #[customer_event(customer_identifier = external_id(account))]
//     Ended { account: u32 },
// }
