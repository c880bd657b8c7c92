// E1 E2 E4
#[derive(plain_runtime::CustomerEvent)]
#[customer_event]
struct SignedUp;

fn main() {}

// Fix:
// #[derive(plain_runtime::CustomerEvent)]
// #[customer_event(
//     title = "Signed up",
//     customer_identifier = email_address("jane@acme.com"),
//     components = [text("Hello.")]
// )]
// struct SignedUp;
