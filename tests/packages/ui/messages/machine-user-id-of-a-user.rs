// E8
use plain_runtime::components;

fn main() {
    let _ = components![user(machine_user_id("u_01H14DFQ4PDYBH398J1E99TWSS"))];
}

// Fix:
// let _ = components![user(machine_user_id("mu_01H14DFQ4PDYBH398J1E99TWSS"))];
