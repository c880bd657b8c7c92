// language
use plain_runtime::components;

fn main() {
    let _ = components![{"componentBadge": {"badgeLabel": "Pro", "badgeColor": "GREEN"}}];
}

// Fix:
// let _ = components![badge("Pro", color = Green)];
