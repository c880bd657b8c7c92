// K1
use plain_runtime::CustomerCard;

const KEY: &str = "plan details";

#[derive(CustomerCard)]
#[customer_card(key = KEY, components = [text("Pro")])]
struct PlanDetails;

fn main() {}
