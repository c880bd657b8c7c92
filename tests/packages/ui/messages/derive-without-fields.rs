// E1 E2 E4
#[derive(plain_runtime::CustomerEvent)]
struct SignedUp;

fn main() {
    use plain_runtime::CustomerEvent;
    let _event = SignedUp.customer_event();
}

// Fix:
// #[derive(plain_runtime::CustomerEvent)]
// #[customer_event(
//     title = "Signed up",
//     customer_identifier = email_address("jane@acme.com"),
//     components = [text("Hello.")]
// )]
// struct SignedUp;
//
// use plain_runtime::CustomerEvent;
// let _event = SignedUp.customer_event();
