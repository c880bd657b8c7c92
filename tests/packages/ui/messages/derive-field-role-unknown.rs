// language
#[derive(plain_runtime::CustomerEvent)]
#[customer_event(title = "Signed up", customer_identifier = external_id(id))]
struct SignedUp {
    id: u32,
    #[customer_event(colour)]
    plan: String,
    #[customer_event(components)]
    lines: Vec<String>,
    #[customer_event(row)]
    row: String,
    #[customer_event(text)]
    text: String,
}

fn main() {}

// Fix:
// #[derive(plain_runtime::CustomerEvent)]
// #[customer_event(
//     title = "Signed up",
//     customer_identifier = external_id(id),
//     components = [
//         row(main_content = [text("Plan")], aside_content = [badge("{row}")]),
//         for line in lines {
//             text("{line}")
//         },
//         ..
//     ]
// )]
// struct SignedUp {
//     id: u32,
//     #[customer_event(badge)]
//     plan: String,
//     lines: Vec<String>,
//     row: String,
//     #[customer_event(text)]
//     text: String,
// }
