// C8
use plain_runtime::components;

fn main() {
    let at = 1_730_140_200;
    let _ = components![date_time(at)];
}
