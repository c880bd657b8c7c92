// C14
use plain_runtime::*;

fn main() {
    let _ = components![row(
        main_content = row_content![text("Plan")],
        aside_content = [row_content![badge("Pro")]],
    )];
}

// Fix:
// let _ = components![row(
//     main_content = [text("Plan")],
//     aside_content = [..row_content![badge("Pro")]],
// )];
