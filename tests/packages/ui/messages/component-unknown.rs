// C14
use plain_runtime::components;

fn main() {
    let _ = components![image("https://example.com/a.png")];
}
