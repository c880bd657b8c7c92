// C5
use plain_runtime::component::Spacer;

fn main() {
    let _ = Spacer {};
}
