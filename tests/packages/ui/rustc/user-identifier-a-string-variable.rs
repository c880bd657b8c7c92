// C7
use plain_runtime::components;

fn main() {
    let id = String::from("u_1");
    let _ = components![user(id)];
}
