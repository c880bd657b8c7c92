// language
use plain_runtime::components;

fn main() {
    let _ = components![text(format("a" "b"))];
}
