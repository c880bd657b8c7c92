// C12
use plain_runtime::customer_card;

fn main() {
    let _ = customer_card!(components = [text("Name", size = S, color = "Muted")]);
}

// Fix:
// let _ = customer_card!(components = [text("Name", size = S, color = Muted)]);
