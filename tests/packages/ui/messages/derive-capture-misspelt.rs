// language
#[derive(plain_runtime::CustomerEvent)]
#[customer_event(
    title = "Welcome {nmae}",
    customer_identifier = external_id(id),
    components = [text("Hello.")]
)]
struct SignedUp {
    id: u32,
    name: String,
}

fn main() {}

// Fix:
// #[derive(plain_runtime::CustomerEvent)]
// #[customer_event(
//     title = "Welcome {name}",
//     customer_identifier = external_id(id),
//     components = [text("Hello.")]
// )]
// struct SignedUp {
//     id: u32,
//     name: String,
// }
