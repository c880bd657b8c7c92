// language
#[derive(plain_runtime::CustomerEvent)]
#[customer_event(
    title = "Signed up",
    customer_identifier = external_id(id),
    components = [text("Hello.")]
)]
struct SignedUp {
    id: u32,
    #[customer_event(badge)]
    plan: String,
}

fn main() {}

// Fix:
// #[derive(plain_runtime::CustomerEvent)]
// #[customer_event(
//     title = "Signed up",
//     customer_identifier = external_id(id),
//     components = [text("Hello."), ..]
// )]
// struct SignedUp {
//     id: u32,
//     #[customer_event(badge)]
//     plan: String,
// }
