// language
use plain_endpoints::{CardRequest, Cards};
use plain_runtime::{Card, customer_card};

async fn usage(_: CardRequest) -> Card {
    customer_card!(components = [text("412 requests")])
}

fn main() {
    let _ = Cards::builder().card_for("usage", usage);
}
