// C8
use plain_runtime::components;

fn main() {
    let _ = components![date_time("yesterday")];
}

// Fix:
// let _ = components![date_time("2024-10-28T18:30:00Z")];
