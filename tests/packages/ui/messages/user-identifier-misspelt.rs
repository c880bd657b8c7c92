// C7
use plain_runtime::components;

fn main() {
    let _ = components![user(userid("u_1"))];
}
