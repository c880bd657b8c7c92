// E1 E2 E7 E9 C4 C5 C12 C14
use plain_runtime::customer_event;

fn main() {
    let _ = customer_event!(
        title = " ",
        customer_identifier = email("jane"),
        components = [
            buton("View in admin", "#"),
            link_button("View in admin", "#"),
            spacer(),
            text("Plan", color = Gren),
        ],
        isCollapsed = true,
    );
}

// Fix:
// let _ = customer_event!(
//     title = "Trial completed",
//     customer_identifier = email_address("jane@acme.com"),
//     components = [
//         link_button("View in admin", "https://admin.example.com"),
//         link_button("View in admin", "https://admin.example.com"),
//         spacer(M),
//         text("Plan", color = Success),
//     ],
//     is_collapsed = true,
// );
