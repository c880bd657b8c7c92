// E9
use plain_runtime::customer_card;

fn main() {
    let _ = customer_card!(title = "Plan", components = [text("Pro")]);
}

// Fix:
// let _ = customer_card!(components = [text("**Plan**"), text("Pro")]);
