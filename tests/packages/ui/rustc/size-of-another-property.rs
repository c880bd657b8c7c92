// C12
use plain_runtime::{TextSize, components};

fn main() {
    let _ = components![spacer(TextSize::S)];
}
