// language
use plain_runtime::components;

fn main() {
    let _ = components![link_button("https://app.example.com", "Open the app")];
}

// Fix:
// let _ = components![link_button("Open the app", "https://app.example.com")];
