// K1
use plain_endpoints::{CardRequest, Cards};
use plain_runtime::{Card, customer_card};

async fn usage(_: CardRequest) -> Result<Option<Card>, std::io::Error> {
    Ok(Some(customer_card!(components = [text("412 requests")])))
}

fn main() {
    let _ = Cards::builder().card(usage);
}
