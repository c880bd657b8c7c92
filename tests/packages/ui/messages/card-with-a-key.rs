// K1
use plain_runtime::customer_card;

fn main() {
    let _ = customer_card!(key = "plan-details", components = [text("Pro")]);
}

// Fix:
// #[derive(plain_runtime::CustomerCard)]
// #[customer_card(key = "plan-details", components = [text("Pro")])]
// struct PlanDetails;
