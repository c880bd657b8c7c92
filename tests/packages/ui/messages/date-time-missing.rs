// C8 C13
use plain_runtime::components;

fn main() {
    let _ = components![date_time()];
}

// Fix:
// let _ = components![date_time("2024-10-28T18:30:00Z")];
