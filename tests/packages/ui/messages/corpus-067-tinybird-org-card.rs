// C4
use plain_runtime::customer_card;

fn main() {
    let _ = customer_card!(components = [link_button("Org ↗", "#")]);
}

// Fix:
// let _ = customer_card!(components = [link_button("Org ↗", "https://admin.example.com")]);
