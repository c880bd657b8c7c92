// C9 C13
use plain_runtime::components;

fn main() {
    let _ = components![row(aside_content = [badge("Pro")])];
}

// Fix:
// let _ = components![row(main_content = [text("Plan")], aside_content = [badge("Pro")])];
