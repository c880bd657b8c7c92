// C9 C13
use plain_runtime::components;

fn main() {
    let _ = components![row(aside_content = [badge("Pro")])];
}
