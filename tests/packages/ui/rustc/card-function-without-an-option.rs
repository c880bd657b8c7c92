// language
use plain_endpoints::{CardRequest, Cards};
use plain_runtime::CustomerCard;

#[derive(CustomerCard)]
#[customer_card(key = "plan", components = [text("Pro")])]
struct Plan;

async fn plan(_: CardRequest) -> Result<Plan, std::io::Error> {
    Ok(Plan)
}

fn main() {
    let _ = Cards::builder().card(plan);
}
