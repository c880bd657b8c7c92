// C12 E2
use plain_runtime::customer_event;

fn main() {
    let (failed, id) = (true, 7);
    let _ = customer_event!(
        title = if failed { "Failed" },
        customer_identifier = if failed { email_adress("a@x.example") } else { external_id(id) },
        components = [
            badge("a", color = if failed { Pink } else { Green }),
            spacer(match id {
                1 => M,
                2 => { Large }
                _ => {}
            }),
        ],
    );
}

// Fix:
// let (failed, id) = (true, 7);
// let _ = customer_event!(
//     title = if failed { "Failed" } else { "Done" },
//     customer_identifier = if failed { email_address("a@x.example") } else { external_id(id) },
//     components = [
//         badge("a", color = if failed { Red } else { Green }),
//         spacer(match id {
//             1 => M,
//             2 => { L }
//             _ => S
//         }),
//     ],
// );
