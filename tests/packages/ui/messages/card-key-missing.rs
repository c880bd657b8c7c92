// K1
use plain_runtime::CustomerCard;

#[derive(CustomerCard)]
#[customer_card(components = [text("{plan}")])]
struct PlanDetails {
    plan: String,
}

fn main() {}

// Fix:
// #[derive(CustomerCard)]
// #[customer_card(key = "plan-details", components = [text("{plan}")])]
// struct PlanDetails {
//     plan: String,
// }
