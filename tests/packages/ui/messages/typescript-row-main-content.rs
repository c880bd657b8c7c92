// C9 C13
use plain_runtime::components;

fn main() {
    let _ = components![row(
        rowMainContent = [text("Plan")],
        rowAsideContent = [badge("Pro")]
    )];
}
