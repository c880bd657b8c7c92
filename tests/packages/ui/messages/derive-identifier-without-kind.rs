// E2
#[derive(plain_runtime::CustomerEvent)]
#[customer_event(title = "Signed up")]
struct SignedUp {
    #[customer_event(customer_identifier)]
    owner: String,
    #[customer_event(text)]
    note: String,
}

fn main() {}

// Fix:
// #[derive(plain_runtime::CustomerEvent)]
// #[customer_event(title = "Signed up")]
// struct SignedUp {
//     #[customer_event(customer_identifier = email_address)]
//     owner: String,
//     #[customer_event(text)]
//     note: String,
// }
