// C1
use plain_runtime::components;

fn main() {
    let _ = components![plain_text("This sentence fills a text that is longer than Plain accepts. This sentence fills a text
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
Plain accepts. This sentence fills a text that is longer than Plain accepts. This sentence
fills a text that is longer than Plain accepts. This sentence fills a text that is longer
than Plain accepts. This sentence fills a text that is longer than Plain accepts. This
sentence fills a text that is longer than Plain accepts. This sentence fills a text that
is longer than Plain accepts. This sentence fills a text that is longer than Plain
accepts. This sentence fills a text that is longer than Plain accepts. This sentence fills
a text that is longer than Plain accepts. This sentence fills a text that is longer than
Plain accepts. This sentence fills a text that is longer than Plain accepts. This sentence
fills a text that is longer than Plain accepts. This sentence fills a text that is longer
than Plain accepts. This sentence fills a text that is longer than Plain accepts. This
sentence fills a text that is longer than Plain accepts. This sentence fills a text that
is longer than Plain accepts. This sentence fills a text that is longer than Plain
accepts. This sentence fills a text that is longer than Plain accepts. This sentence fills
a text that is longer than Plain accepts. This sentence fills a text that is longer than
Plain accepts. This sentence fills a text that is longer than Plain accepts. This sentence
fills a text that is longer than Plain accepts. This sentence fills a text that is longer
than Plain accepts. This sentence fills a text that is longer than Plain accepts. This
sentence fills a text that is longer than Plain accepts. This sentence fills a text that
is longer than Plain accepts. This sentence fills a text that is longer than Plain
accepts. This sentence fills a text that is longer than Plain accepts. This sentence fills
a text that is longer than Plain accepts. This sentence fills a text that is longer than
Plain accepts. This sentence fills a text that is longer than Plain accepts. This sentence
fills a text that is longer than Plain accepts. This sentence fills a text that is longer
than Plain accepts. This sentence fills a text that is longer than Plain accepts. This
sentence fills a text that is longer than Plain accepts. This sentence fills a text that
is longer than Plain accepts. This sentence fills a text that is longer than Plain
accepts. This sentence fills a text that is longer than Plain accepts. This sentence fills
a text that is longer than Plain accepts. This sentence fills a text that is longer than
Plain accepts. This sentence fills a text that is longer than Plain accepts. This sentence
fills a text that is longer than Plain accepts. This sentence fills a text that is longer
than Plain accepts. This sentence fills a text that is longer than Plain accepts. This
sentence fills a text that is longer than Plain accepts. This sentence fills a text that
is longer than Plain accepts. This sentence fills a text that is longer than Plain
accepts. This sentence fills a text that is longer than Plain accepts. This sentence fills
a text that is longer than Plain accepts. This sentence fills a text that is longer than
Plain accepts. This sentence fills a text that is longer than Plain accepts. This sentence
fills a text that is longer than Plain accepts. This sentence fills a text that is longer
than Plain accepts. This sentence fills a text that is longer than Plain accepts. This
sentence fills a text that is longer than Plain accepts. This sentence fills a text that
is longer than Plain accepts. This sentence fills a text that is longer than Plain
accepts. This sentence fills a text that is longer than Plain accepts. This sentence fills
a text that is longer than Plain accepts. This sentence fills a text that is longer than
Plain accepts. This sentence fills a text that is longer than Plain accepts. This sentence
fills a text that is longer than Plain accepts. This sentence fills a text that is longer
than Plain accepts. This sentence fills a text that is longer than Plain accepts. This
sentence fills a text that is longer than Plain accepts. This sentence fills a text that
is longer than Plain accepts. This sentence fills a text that is longer than Plain
accepts. This sentence fills a text that is longer than Plain accepts. This sentence fills
a text that is longer than Plain accepts. This sentence fills a text that is longer than
Plain accepts. This sentence fills a text that is longer than Plain accepts. This sentence
fills a text that is longer than Plain accepts. This sentence fills a text that is longer
than Plain accepts. This sentence fills a text that is longer than Plain accepts. This
sentence fills a text that is longer than Plain accepts. This sentence fills a text that
is longer than Plain accepts. This sentence fills a text that is longer than Plain
accepts. This sentence fills a text that is longer than Plain accepts. This sentence fills
a text that is longer than Plain accepts. This sentence fills a text that is longer than
Plain accepts. This sentence fills a text that is longer than Plain accepts. This sentence
fills a text that is longer than Plain accepts. This sentence fills a text that is longer
than Plain accepts. This sentence fills a text that is longer than Plain accepts. This
sentence fills a text that is longer than Plain accepts. This sentence fills a text that
is longer than Plain accepts. This sentence fills a text that is longer than Plain
accepts. This sentence fills a text that is longer than Plain accepts. This sentence fills
a text that is longer than Plain accepts. This sentence fills a text that is longer than
Plain accepts. This sentence fills a text that is longer than Plain accepts. This sentence
fills a text that is longer than Plain accepts. This sentence fills a text that is longer
than Plain accepts. This sentence fills a text that is longer than Plain accepts. This
sentence fills a text that is longer than Plain accepts. This sentence fills a text that
is longer than Plain accepts. This sentence fills a text that is longer than Plain
accepts. This sentence fills a text that is longer than Plain accepts. This sentence fills
a text that is longer than Plain accepts. This sentence fills a text that is longer than
Plain accepts. This sentence fills a text that is longer than Plain accepts. This sentence
fills a text that is longer than Plain accepts. This sentence fills a text that is longer
than Plain accepts. This sentence fills a text that is longer than Plain accepts. This
sentence fills a text that is longer than Plain accepts. This sentence fills a text that
is longer than Plain accepts. This sentence fills a text that is longer than Plain
accepts. This sentence fills a text that is longer than Plain accepts. This sentence fills
a text that is longer than Plain accepts. This sentence fills a text that is longer than
Plain accepts. This sentence fills a text that is longer than Plain accepts. This sentence
fills a text that is longer than Plain accepts. This sentence fills a text that is longer
than Plain accepts. This sentence fills a text that is longer than Plain accepts. This
sentence fills a text that is longer than Plain accepts. This sentence fills a text that
is longer than Plain accepts. This sentence fills a text that is longer than Plain
accepts. This sentence fills a text that is longer than Plain accepts. This sentence fills
a text that is longer than Plain accepts. This sentence fills a text that is longer than
Plain accepts. This sentence fills a text that is longer than Plain accepts. This sentence
fills a text that is longer than Plain accepts. This sentence fills a text that is longer
than Plain accepts. This sentence fills a text that is longer than Plain accepts. This
sentence fills a text that is longer than Plain accepts. This sentence fills a text that
is longer than Plain accepts. This sentence fills a text that is longer than Plain
accepts. This sentence fills a text that is longer than Plain accepts. This sentence fills
a text that is longer than Plain accepts. This sentence fills a text that is longer than
Plain accepts. This sentence fills a text that is longer than Plain accepts. This sentence
fills a text that is longer than Plain accepts. This sentence fills a text that is longer
than Plain accepts. This sentence fills a text that is longer than Plain accepts. This
sentence fills a text that is longer than Plain accepts. This sentence fills a text that
is longer than Plain accepts. This sentence fills a text that is longer than Plain
accepts. This sentence fills a text that is longer than Plain accepts. This sentence fills
a text that is longer than Plain accepts. This sentence fills a text that is longer than
Plain accepts. This sentence fills a text that is longer than Plain accepts. This sentence
fills a text that is longer than Plain accepts. This sentence fills a text that is longer
than Plain accepts. This sentence fills a text that is longer than Plain accepts. This
sentence fills a text that is longer than Plain accepts. This sentence fill{first}{second}!")];
}

// Fix:
// # let (first, second) = ("a", "b");
// let _ = components![plain_text("Plan {first} {second}!")];
