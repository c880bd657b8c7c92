// C5
use plain_runtime::{SpacingSize, components};

fn main() {
    let size = Some(SpacingSize::S);
    let _ = components![spacer(size)];
}
