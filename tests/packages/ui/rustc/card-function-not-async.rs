// language
use plain_endpoints::{CardRequest, Cards};
use plain_runtime::Card;

fn usage(_: CardRequest) -> Result<Option<Card>, std::io::Error> {
    Ok(None)
}

fn main() {
    let _ = Cards::builder().card_for("usage", usage);
}
