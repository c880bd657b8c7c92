// C7 C13
use plain_runtime::components;

fn main() {
    let _ = components![user()];
}

// Fix:
// let _ = components![user(user_id("u_1"))];
