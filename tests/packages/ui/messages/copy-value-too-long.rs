// C3
use plain_runtime::components;

fn main() {
    let _ = components![copy_button("This sentence fills a text that is longer than Plain accepts. This sentence fills a text
that is longer than Plain accepts. This sentence fills a text that is longer than Plain
accepts. This sentence fills a text that is longer than Plain accepts. This sentence fills
a text that is longer than Plain accepts. This sentence fills a text that is longer than
Plain accepts. This sentence fills a text that is longer than Plain accepts. This sentence
fills a text that is longer than Plain accepts. This sentence fills a text that is longer
than Plain accepts. This sentence fills a text that is longer than Plain accepts. This
sentence fills a text that is longer than Plain accepts. This sentence fills a text that
is longer than Plain accepts. This sentence fills a text that is longer than Plain
accepts. This sentence fills a text that is longer than Plain accepts. This sentence fills
a text that is longer than Plain accepts. This sentence fills a text that is longer than
Plain accepts. This sent")];
}

// Fix:
// let _ = components![copy_button("c_1")];
