// language
use plain_runtime::components;

fn main() {
    let _ = components![<Text color="muted">Plan</Text>];
}
