// C4
use plain_runtime::components;

fn main() {
    let id = Some(17);
    let _ = components![link_button(
        "View in admin",
        "https://admin.example.com/keys/{id}"
    )];
}
