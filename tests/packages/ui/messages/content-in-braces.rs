// C10
use plain_runtime::components;

fn main() {
    let _ = components![container {
        text("Plan");
        badge("Pro")
    }];
}

// Fix:
// let _ = components![container(content = [text("Plan"), badge("Pro")])];
