// C2 C5 C9
use plain_runtime::components;

fn main() {
    let _ = components![row(), badge(color = Blue), link_button()];
}

// Fix:
// let _ = components![
//     row(main_content = [text("Plan")], aside_content = [badge("Pro")]),
//     badge("Pro", color = Blue),
//     link_button("View in admin", "https://admin.example.com"),
// ];
