// E2 C4 C5
use plain_runtime::customer_event;

fn main() {
    let _ = customer_event!(
        title = "API key generated",
        customer_identifier = email("jane@acme.com"),
        components = [
            text("New API key **3b7896975ee9fd15eeb7** with 4 roles."),
            spacer(),
            link_button("View in admin", "/keys/17"),
        ],
    );
}

// Fix:
// let _ = customer_event!(
//     title = "API key generated",
//     customer_identifier = email_address("jane@acme.com"),
//     components = [
//         text("New API key **3b7896975ee9fd15eeb7** with 4 roles."),
//         spacer(M),
//         link_button("View in admin", "https://admin.your-app.com/keys/17"),
//     ],
// );
