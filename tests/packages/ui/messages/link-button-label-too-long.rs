// C2
use plain_runtime::components;

fn main() {
    let _ = components![link_button("This sentence fills a text that is longer than Plain accepts. This sentence fills a text
that is longer than Plain accepts. This sentence fills a text that is longer than Plain
accepts. This sentence fills a text that is longer than Plain accepts. This sentence fills
a text that is longer than Plain accepts. This sentence fills a text that is longer than
Plain accepts. This sentence fills a text that is longer than Plain accepts. This sentence
fills a text that is longer than Plain accepts. This.", "https://admin.example.com")];
}

// Fix:
// let _ = components![link_button("View in admin", "https://admin.example.com")];
