// K1
use plain_runtime::CustomerCard;

#[derive(CustomerCard)]
#[customer_card(key = "plan", components = [text("No plan")])]
enum Plan {
    None,
    #[customer_card(key = "plan-details")]
    Paid,
}

fn main() {}

// Fix:
// #[derive(CustomerCard)]
// #[customer_card(key = "plan", components = [text("No plan")])]
// enum Plan {
//     None,
//     #[customer_card(components = [text("Paid")])]
//     Paid,
// }
