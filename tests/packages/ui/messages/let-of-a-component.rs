// C14
use plain_runtime::components;

fn main() {
    let _ = components![let plan = text("Plan"); plan];
    let paid = true;
    let _ = components![if paid { let label = badge("Paid"); label }];
}

// Fix:
// let _ = components![text("Plan")];
// let paid = true;
// let _ = components![if paid { badge("Paid") }];
