// language
use plain_runtime::components;

fn main() {
    let _ = components![link_button("Open the app", href = "https://app.example.com")];
}

// Fix:
// let _ = components![link_button("Open the app", url = "https://app.example.com")];
