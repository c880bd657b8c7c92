// C9 C13
use plain_runtime::components;

fn main() {
    let _ = components![row(
        mainContent = [text("Plan")],
        asideContent = [badge("Pro")]
    )];
}

// Fix:
// let _ = components![row(
//     main_content = [text("Plan")],
//     aside_content = [badge("Pro")]
// )];
