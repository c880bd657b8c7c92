// C8 C13
use plain_runtime::components;

fn main() {
    let _ = components![date_time()];
}
