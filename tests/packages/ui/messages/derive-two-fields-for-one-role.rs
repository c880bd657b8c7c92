// E9
#[derive(plain_runtime::CustomerEvent)]
#[customer_event(
    title = "Signed up",
    customer_identifier = external_id(id),
    components = [text("Hello.")]
)]
struct SignedUp {
    #[customer_event(external_id)]
    id: u32,
    #[customer_event(external_id)]
    number: u32,
}

fn main() {}

// Fix:
// #[derive(plain_runtime::CustomerEvent)]
// #[customer_event(
//     title = "Signed up",
//     customer_identifier = external_id(id),
//     components = [text("Hello.")]
// )]
// struct SignedUp {
//     #[customer_event(external_id)]
//     id: u32,
//     number: u32,
// }
