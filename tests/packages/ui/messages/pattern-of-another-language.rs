// language
use plain_runtime::components;

fn main() {
    let seats = 3;
    let _ = components![match seats {
        1, 2 => text("Few"),
        _ => text("Many"),
    }];
}

// Fix:
// # let seats = 3;
// let _ = components![match seats {
//     1 | 2 => text("Few"),
//     _ => text("Many"),
// }];
