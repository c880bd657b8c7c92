// language
use plain_runtime::components;

fn main() {
    let (paid, due) = (true, false);
    let _ = components![if paid { text("Paid") } elif due { text("Due") }];
}

// Fix:
// # let (paid, due) = (true, false);
// let _ = components![if paid { text("Paid") } else if due { text("Due") }];
