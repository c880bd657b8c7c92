// C4
use plain_runtime::components;

fn main() {
    let _ = components![link_button("Open", const { concat!("javascript:", "alert(1)") })];
}
