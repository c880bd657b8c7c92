// K4
use plain_runtime::customer_card;

fn main() {
    let _ = customer_card!(components = [text("This sentence fills a text that is longer than a card shows. This sentence fills a text
    that is longer than a card shows. This sentence fills a text that is longer than a card
    shows. This sentence fills a text that is longer than a card shows. This sentence fills
    a text that is longer than a card shows. This sentence fills a text that is longer than
    a card shows. This sentence fills a text that is longer than a card shows. This sentence
    fills a text that is longer than a card shows. This sentence fills a text that is longer
    than a card shows. This sentence fills a text that is longer than a card shows. This
    sentence fills a text that is longer than a card shows. This sentence fills a text that
    is longer than a card shows. This sentence fills a text that is longer than a card
    shows. This sentence fills a text that is longer than a card shows. This sentence fills
    a text that is longer than a card shows. This sentence fills a text that is longer than
    a card shows. This sentence fills a text that is longer than a card shows. This sentence
    fills a text that is longer than a card shows. This sentence fills a text that is longer
    than a card shows. This sentence fills a text that is longer than a card shows. This
    sentence fills a text that is longer than a card shows. This sentence fills a text that
    is longer than a card shows. This sentence fills a text that is longer than a card
    shows. This sentence fills a text that is longer than a card shows. This sentence fills
    a text that is longer than a card shows. This sentence fills a text that is longer than
    a card shows. This sentence fills a text that is longer than a card shows. This sentence
    fills a text that is longer than a card shows. This sentence fills a text that is longer
    than a card shows. This sentence fills a text that is longer than a card shows. This
    sentence fills a text that is longer than a card shows. This sentence fills a text that
    is longer than a card shows. This sentence fills a text that is longer than a card
    shows. This sentence fills a text that is longer than a card shows. This sentence fills
    a text that is longer than a card shows. This sentence fills a text that is longer than
    a card shows. This sentence fills a text that is longer than a card shows. This sentence
    fills a text that is longer than a card shows. This sentence fills a text that is longer
    than a card shows. This sentence fills a text that is longer than a card shows. This
    sentence fills a text that is longer than a card shows. This sentence fills a text that
    is longer than a card shows. This sentence fills a text that is longer than a card
    shows. This sentence fills a text that is longer than a card shows. This sentence fills
    a text that is longer than a card shows. This sentence fills a text that is longer than
    a card shows. This sentence fills a text that is longer than a card shows. This sentence
    fills a text that is longer than a card shows. This sentence fills a text that is longer
    than a card shows. This sentence fills a text that is longer than a card shows. This
    sentence fills a text that is longer than a card shows. This sentence fills a text that
    is longer than a card shows. This sentence fills a text that is longer than a card
    shows. This sentence fills a text that is longer than a card shows. This sentence fills
    a text that is longer than a card shows. This sentence fills a text that is longer than
    a card shows. This sentence fills a text that is longer than a card shows. This sentence
    fills a text that is longer than a card shows. This sentence fills a text that is longer
    than a card shows. This sentence fills a text that is longer than a card shows. This
    sentence fills a text that is longer than a card shows. This sentence fills a text that
    is longer than a card shows. This sentence fills a text that is longer than a card
    shows. This sentence fills a text that is longer than a card shows. This sentence fills
    a text that is longer than a card shows. This sentence fills a text that is longer than
    a card shows. This sentence fills a text that is longer than a card shows. This sentence
    fills a text that is longer than a card shows. This sentence fills a text that is longer
    than a card shows. This sentence fills a text that is longer than a card shows. This
    sentence fills a text that is longer than a card shows. This sentence fills a text that
    is longer than a card shows. This sentence fills a text that is longer than a card
    shows. This sentence fills a text that is longer than a card shows. This sentence fills
    a text that is longer than a card shows. This sentence fills a text that is longer than
    a card shows. This sentence fills a text that is longer than a card shows. This sentence
    fills a text that is longer than a card shows. This sentence fills a text that is longer
    than a card shows. This sentence fills a text that is longer than a card shows. This
    sentence fills a text that is longer than a card shows. This sentence fills a text that
    is longer than a card shows. This sentence fills a text that is longer than a card
    shows. This sentence fills a text that is longer than a card shows.")]);
}

// Fix:
// let _ = customer_card!(components = [text("This sentence fits.")]);
