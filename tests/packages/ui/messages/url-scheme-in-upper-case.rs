// C4
use plain_runtime::components;

fn main() {
    let _ = components![link_button("Open", "Slack://channel?id=C1")];
}

// Fix:
// let _ = components![link_button("Open", "slack://channel?id=C1")];
