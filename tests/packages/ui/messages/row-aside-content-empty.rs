// C9
use plain_runtime::components;

fn main() {
    let _ = components![row(main_content = [text("Plan")], aside_content = [])];
}

// Fix:
// let _ = components![row(main_content = [text("Plan")], aside_content = [badge("Pro")])];
