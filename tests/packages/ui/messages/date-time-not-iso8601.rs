// C8
use plain_runtime::components;

fn main() {
    let _ = components![date_time("yesterday")];
}
