// language
#[derive(plain_runtime::CustomerEvent)]
#[customer_event(
    crate = Self,
    title = "Welcome",
    customer_identifier = external_id(id),
    components = [text("Hello.")]
)]
struct SignedUp {
    id: u32,
}

#[derive(plain_runtime::CustomerEvent)]
#[customer_event(
    crate = plain_runtime::<u8>,
    title = "Welcome",
    customer_identifier = external_id(id),
    components = [text("Hello.")]
)]
struct SignedUpAgain {
    id: u32,
}

#[derive(plain_runtime::CustomerEvent)]
#[customer_event(
    crate = "plain_runtime",
    title = "Welcome",
    customer_identifier = external_id(id),
    components = [text("Hello.")]
)]
struct SignedUpAtLast {
    id: u32,
}

#[derive(plain_runtime::CustomerEvent)]
#[customer_event(title = "Welcome", customer_identifier = external_id(0))]
enum Billing {
    #[customer_event(crate = plain_runtime, components = [text("Hello.")])]
    SignedUp,
}

fn main() {}

// Fix:
// #[derive(plain_runtime::CustomerEvent)]
// #[customer_event(
//     crate = plain_runtime,
//     title = "Welcome",
//     customer_identifier = external_id(id),
//     components = [text("Hello.")]
// )]
// struct SignedUp {
//     id: u32,
// }
//
// #[derive(plain_runtime::CustomerEvent)]
// #[customer_event(
//     crate = plain_runtime,
//     title = "Welcome",
//     customer_identifier = external_id(id),
//     components = [text("Hello.")]
// )]
// struct SignedUpAgain {
//     id: u32,
// }
//
// #[derive(plain_runtime::CustomerEvent)]
// #[customer_event(
//     crate = plain_runtime,
//     title = "Welcome",
//     customer_identifier = external_id(id),
//     components = [text("Hello.")]
// )]
// struct SignedUpAtLast {
//     id: u32,
// }
//
// #[derive(plain_runtime::CustomerEvent)]
// #[customer_event(crate = plain_runtime, title = "Welcome", customer_identifier = external_id(0))]
// enum Billing {
//     #[customer_event(components = [text("Hello.")])]
//     SignedUp,
// }
