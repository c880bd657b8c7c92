// C1
use plain_runtime::components;

fn main() {
    let _ = components![text("This sentence fills a text that is longer than Plain accepts. This sentence fills a text
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
sentence fills a text that is longer than Plain accepts. This sentence fills")];
}

// Fix:
// let _ = components![text("Fourteen days are over.")];
