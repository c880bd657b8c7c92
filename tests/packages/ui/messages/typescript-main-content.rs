// C9 C13
use plain_runtime::components;

fn main() {
    let _ = components![row(
        mainContent = [text("Plan")],
        asideContent = [badge("Pro")]
    )];
}
