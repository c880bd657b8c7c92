// language
use plain_runtime::components;

fn main() {
    let _ = components![<Text color="muted">Plan</Text>];
}

// Fix:
// let _ = components![text("Plan", color = Muted)];
