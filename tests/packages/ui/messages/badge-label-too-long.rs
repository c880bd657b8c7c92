// C2
use plain_runtime::components;

fn main() {
    let _ = components![badge("This sentence fills a text that is longer than Plain accepts. This sentence fills a text
that is longer than Plain accepts. This sentence fills a text that is longer than Plain
accepts. This sentence fills a text that is longer than Plain accepts. This sentence fills
a text that is longer than Plain accepts. This sentence fills a text that is longer than
Plain accepts. This sentence fills a text that is longer than Plain accepts. This sentence
fills a text that is longer than Plain accepts. This.")];
}

// Fix:
// let _ = components![badge("Pro")];
