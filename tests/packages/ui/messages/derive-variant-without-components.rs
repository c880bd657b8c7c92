// E4
#[derive(plain_runtime::CustomerEvent)]
#[customer_event(title = "Billing", customer_identifier = external_id("a"), components = [..])]
enum Billing {
    Started {
        #[customer_event(badge)]
        plan: String,
    },
    Ended {
        reason: String,
    },
}

fn main() {}

// Fix:
// #[derive(plain_runtime::CustomerEvent)]
// #[customer_event(title = "Billing", customer_identifier = external_id("a"), components = [..])]
// enum Billing {
//     Started {
//         #[customer_event(badge)]
//         plan: String,
//     },
//     Ended {
//         #[customer_event(text)]
//         reason: String,
//     },
// }
