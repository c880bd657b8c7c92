// C12
use plain_runtime::{BadgeColor, components};

fn main() {
    let _ = components![text("Plan", color = BadgeColor::Red)];
}
