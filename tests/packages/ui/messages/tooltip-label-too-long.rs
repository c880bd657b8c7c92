// C2
use plain_runtime::components;

fn main() {
    let _ = components![copy_button("c_1", tooltip_label = "This sentence fills a text that is longer than Plain accepts. This sentence fills a text
that is longer than Plain accepts. This sentence fills a text that is longer than Plain
accepts. This sentence fills a text that is longer than Plain accepts. This sentence fills
a text that is longer than Plain accepts. This sentence fills a text that is longer than
Plain accepts. This sentence fills a text that is longer than Plain accepts. This sentence
fills a text that is longer than Plain accepts. This.")];
}

// Fix:
// let _ = components![copy_button("c_1", tooltip_label = "Customer ID")];
