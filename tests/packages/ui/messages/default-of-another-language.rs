// C14
use plain_runtime::components;

fn main() {
    let plan = Some("Pro");
    let _ = components![
        badge(plan ?: "Free"),
        plan ?? text("No plan."),
    ];
}

// Fix:
// let plan = Some("Pro");
// let _ = components![
//     badge(plan.unwrap_or("Free")),
//     if let Some(plan) = plan { text("{plan}") } else { text("No plan.") },
// ];
