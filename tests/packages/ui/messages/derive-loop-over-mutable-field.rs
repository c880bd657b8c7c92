// language
use plain_runtime::{CustomerEvent, RowContent};

#[derive(CustomerEvent)]
#[customer_event(
    title = "Shipped",
    customer_identifier = external_id(account),
    components = [
        for item in &mut items {
            text("{item}");
        },
        if let Some(notes) = notes {
            for note in &mut notes {
                text("{note}");
            }
        },
        ..&mut buttons,
    ]
)]
struct Shipped {
    account: u32,
    items: Vec<String>,
    notes: Option<Vec<String>>,
    buttons: Vec<RowContent>,
}

fn main() {}

// Fix:
// # use plain_runtime::{CustomerEvent, RowContent};
// #[derive(CustomerEvent)]
// #[customer_event(
//     title = "Shipped",
//     customer_identifier = external_id(account),
//     components = [
//         for item in items {
//             text("{item}");
//         },
//         if let Some(notes) = notes {
//             for note in notes {
//                 text("{note}");
//             }
//         },
//         ..buttons,
//     ]
// )]
// struct Shipped {
//     account: u32,
//     items: Vec<String>,
//     notes: Option<Vec<String>>,
//     buttons: Vec<RowContent>,
// }
