// C2 C5 C9
use plain_runtime::components;

fn main() {
    let _ = components![row(), badge(color = Blue), link_button()];
}
