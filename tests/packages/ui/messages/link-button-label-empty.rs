// C2
use plain_runtime::components;

fn main() {
    let _ = components![link_button("", "https://admin.example.com")];
}
