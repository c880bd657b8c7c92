// language
use plain_runtime::customer_event;

fn main() {
    let _event = customer_event!(
        #[cfg(debug_assertions)]
        title = "Debug",
        customer_identifier = email_address("jane@acme.com"),
        components = [
            /// The plan.
            text("Pro"),
            #[allow(unused)]
            badge("Paid"),
        ],
    );
}

// Fix:
// let _event = customer_event!(
//     title = if cfg!(debug_assertions) { "Debug" } else { "Release" },
//     customer_identifier = email_address("jane@acme.com"),
//     components = [
//         // The plan.
//         text("Pro"),
//         badge("Paid"),
//     ],
// );
