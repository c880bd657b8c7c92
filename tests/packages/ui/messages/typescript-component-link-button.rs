// C14
use plain_runtime::components;

fn main() {
    let _ = components![componentLinkButton(
        "View in admin",
        "https://admin.example.com"
    )];
}
