// language
use plain_runtime::components;

fn main() {
    let _ = components![if true];
    let _ = components![if true { text("a") } else];
    let _ = components![for role { text("a") }];
    let _ = components![for role in { text("a") }];
    let _ = components![match 1];
    let _ = components![match 1 { 1 text("a") }];
    let _ = components![text("a"), ..];
}

// Fix:
// # let roles = ["a"];
// # let footer = || components![text("b")];
// let _ = components![if true { text("a") }];
// let _ = components![if true { text("a") } else { text("b") }];
// let _ = components![for role in roles { text("{role}") }];
// let _ = components![for role in roles { text("a") }];
// let _ = components![match 1 { 1 => text("a"), _ => {} }];
// let _ = components![match 1 { 1 => text("a"), _ => text("b") }];
// let _ = components![text("a"), ..footer()];
