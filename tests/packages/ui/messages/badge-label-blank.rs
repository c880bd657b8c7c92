// C2
use plain_runtime::components;

fn main() {
    let _ = components![badge(" ")];
}
