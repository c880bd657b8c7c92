// C7
use plain_runtime::components;

fn main() {
    let _ = components![user(customer_id("c_1"))];
}

// Fix:
// let _ = components![user(user_id("u_1"))];
