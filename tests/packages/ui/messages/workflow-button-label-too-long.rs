// C2
use plain_runtime::components;

fn main() {
    let _ = components![workflow_button("This sentence fills a text that is longer than Plain accepts. This sentence fills a text
that is longer than Plain accepts. This sentence fills a text that is longer than Plain
accepts. This sentence fills a text that is longer than Plain accepts. This sentence fills
a text that is longer than Plain accepts. This sentence fills a text that is longer than
Plain accepts. This sentence fills a text that is longer than Plain accepts. This sentence
fills a text that is longer than Plain accepts. This.", workflow_key("refund"))];
}

// Fix:
// let _ = components![workflow_button("Refund", workflow_key("refund"))];
