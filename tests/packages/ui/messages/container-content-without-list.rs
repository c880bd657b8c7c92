// C10 C13
use plain_runtime::components;

fn main() {
    let _ = components![container(text("Plan"), badge("Pro"))];
}
