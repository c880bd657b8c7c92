// C9 C13
use plain_runtime::components;

fn main() {
    let _ = components![row([text("Plan")], [badge("Pro")])];
}
