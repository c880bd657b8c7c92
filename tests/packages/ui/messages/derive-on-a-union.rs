// language
#[derive(plain_runtime::CustomerEvent)]
#[customer_event(title = "Signed up")]
union Id {
    number: u32,
}

fn main() {}

// Fix:
// #[derive(plain_runtime::CustomerEvent)]
// #[customer_event(
//     title = "Signed up",
//     customer_identifier = external_id(number),
//     components = [text("Hello.")]
// )]
// struct Id {
//     number: u32,
// }
