// C2 C5 C9
use plain_runtime::customer_card;

fn main() {
    let _ = customer_card!(components = [row(), badge(color = Blue), link_button()]);
}

// Fix:
// let _ = customer_card!(components = [
//     row(main_content = [text("Plan")], aside_content = [badge("Pro")]),
//     badge("Pro", color = Blue),
//     link_button("View in admin", "https://admin.example.com"),
// ]);
