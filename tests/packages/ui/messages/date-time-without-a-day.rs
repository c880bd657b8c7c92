// C8
use plain_runtime::components;

fn main() {
    let _ = components![date_time("2024-10")];
}

// Fix:
// let _ = components![date_time("2024-10-28")];
