// language
use plain_runtime::components;

fn main() {
    let paid = true;
    let _ = components![text("Paid") if paid];
}

// Fix:
// # let paid = true;
// let _ = components![if paid { text("Paid") }];
