// C4
use plain_runtime::components;

fn main() {
    let _ = components![link_button("Open", const { "javascript:alert(1)" })];
}
