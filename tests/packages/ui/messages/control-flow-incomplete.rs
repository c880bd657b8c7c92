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
