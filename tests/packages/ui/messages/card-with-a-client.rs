// language
use plain_runtime::customer_card;

fn main() {
    let client = ();
    let _ = customer_card!(client, components = [text("Pro")]);
}

// Fix:
// let _ = customer_card!(components = [text("Pro")]);
