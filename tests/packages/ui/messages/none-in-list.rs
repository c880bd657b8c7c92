// C14
use plain_runtime::components;

fn main() {
    let _ = components![None];
}

// Fix:
// # let overdue = true;
// let _ = components![if overdue { badge("Overdue") }];
