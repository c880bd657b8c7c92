// C4
use plain_runtime::components;

fn main() {
    let host = "example.com";
    let _ = components![link_button("Open", "htps://{host}/keys")];
}

// Fix:
// let host = "example.com";
// let _ = components![link_button("Open", "https://{host}/keys")];
