// E10
#[derive(plain_runtime::CustomerEvent)]
#[customer_event(
    title = "Signed up",
    customer_identifier = email_address(email),
    components = [text("Hello.")],
    external_id = "signed-up",
)]
struct SignedUp {
    email: String,
}

fn main() {}

// Fix:
// #[derive(plain_runtime::CustomerEvent)]
// #[customer_event(
//     title = "Signed up",
//     customer_identifier = email_address(email),
//     components = [text("Hello.")],
//     external_id = "signed-up-{email}",
// )]
// struct SignedUp {
//     email: String,
// }
