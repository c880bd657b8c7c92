// C7
use plain_runtime::components;

fn main() {
    let _ = components![user(user_id("u_1"), email_address("jane@acme.com"))];
}

// Fix:
// let _ = components![user(user_id("u_1"))];
