// language
use plain_runtime::components;

fn main() {
    let paid = true;
    let _ = components![paid ? text("Paid") : text("Due")];
}

// Fix:
// # let paid = true;
// let _ = components![if paid { text("Paid") } else { text("Due") }];
